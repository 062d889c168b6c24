package net.vimmerse.workflow.contract.mutation;

import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The client with one small change.
 *
 * @param kind what is done, such as {@code rename a field}
 * @param site where, for people; unique within the kind
 * @param classes the classes that are edited, in the form of class files: {@code a/b/C}
 * @param edit the change, of the bytes of a class
 */
record ClientMutant(String kind, String site, Set<String> classes, UnaryOperator<byte[]> edit) {
  @Override
  public String toString() {
    return kind + ": " + site;
  }
}
