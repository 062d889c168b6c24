package net.vimmerse.workflow.simulator.redis;

import java.util.ArrayList;
import java.util.List;

/** The fields of a namespace to write and to remove. Not thread-safe. */
final class FieldChanges {

  private final List<String> puts = new ArrayList<>();
  private final List<String> removals = new ArrayList<>();
  private final List<Runnable> onCommit = new ArrayList<>();

  void put(String field, String json) {
    puts.add(field);
    puts.add(json);
  }

  void remove(String field) {
    removals.add(field);
  }

  /** Adds what to do when the changes are committed. */
  void onCommit(Runnable action) {
    onCommit.add(action);
  }

  void committed() {
    onCommit.forEach(Runnable::run);
  }

  boolean isEmpty() {
    return puts.isEmpty() && removals.isEmpty();
  }

  /** Returns fields and their values in turn. */
  List<String> puts() {
    return puts;
  }

  List<String> removals() {
    return removals;
  }
}
