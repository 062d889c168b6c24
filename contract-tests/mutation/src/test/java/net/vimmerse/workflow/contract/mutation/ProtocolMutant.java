package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.vimmerse.workflow.contract.mutation.HttpMessages.Answered;
import net.vimmerse.workflow.contract.mutation.HttpMessages.Asked;

/**
 * A simulator that does one thing wrong.
 *
 * @param kind what sort of thing
 * @param name what it does
 * @param behaviour makes it anew, with whatever it remembers
 */
record ProtocolMutant(String kind, String name, Supplier<Behaviour> behaviour) {

  /** What it does with what goes by. */
  interface Behaviour {
    /**
     * Answers a request.
     *
     * @param simulator what the simulator answers
     * @param post makes a call-back
     */
    Answered answer(Asked asked, Function<Asked, Answered> simulator, Consumer<Asked> post);

    /** Passes a call-back on. */
    default void called(Asked call, Consumer<Asked> post) {
      post.accept(call);
    }
  }

  /** One that spoils every answer. */
  static ProtocolMutant answer(
      String kind, String name, BiFunction<Asked, Answered, Answered> spoil) {
    return of(kind, name, (asked, simulator, post) -> spoil.apply(asked, simulator.apply(asked)));
  }

  /** One that spoils the workflow in some answers. */
  static ProtocolMutant workflow(
      String kind, String name, Predicate<Asked> where, Consumer<ObjectNode> spoil) {
    return answer(
        kind, name, (asked, answered) -> where.test(asked) ? answered.edited(spoil) : answered);
  }

  /** One that spoils the workflow in some answers, with the request at hand. */
  static ProtocolMutant asked(
      String kind, String name, Predicate<Asked> where, BiConsumer<Asked, ObjectNode> spoil) {
    return answer(
        kind,
        name,
        (asked, answered) ->
            where.test(asked)
                ? answered.edited(workflow -> spoil.accept(asked, workflow))
                : answered);
  }

  /** One that remembers nothing. */
  static ProtocolMutant of(String kind, String name, Behaviour behaviour) {
    return new ProtocolMutant(kind, name, () -> behaviour);
  }

  /** One that answers well and spoils call-backs. */
  static ProtocolMutant calls(String kind, String name, BiConsumer<Asked, Consumer<Asked>> spoil) {
    return of(
        kind,
        name,
        new Behaviour() {
          @Override
          public Answered answer(
              Asked asked, Function<Asked, Answered> simulator, Consumer<Asked> post) {
            return simulator.apply(asked);
          }

          @Override
          public void called(Asked call, Consumer<Asked> post) {
            spoil.accept(call, post);
          }
        });
  }

  @Override
  public String toString() {
    return kind + ": " + name;
  }
}
