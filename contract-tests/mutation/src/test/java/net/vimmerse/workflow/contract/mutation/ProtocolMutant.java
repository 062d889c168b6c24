package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.vimmerse.workflow.contract.mutation.HttpMessages.ReceivedResponse;
import net.vimmerse.workflow.contract.mutation.HttpMessages.SentRequest;

/**
 * A simulator that does one thing wrong.
 *
 * @param kind what sort of thing
 * @param name what it does
 * @param behaviour makes it anew, with whatever it remembers
 */
record ProtocolMutant(String kind, String name, Supplier<Behaviour> behaviour) {

  /** The behaviour of a mutant. */
  interface Behaviour {
    /**
     * Responses a request.
     *
     * @param simulator what the simulator responds
     * @param post makes a webhook
     */
    ReceivedResponse response(
        SentRequest request,
        Function<SentRequest, ReceivedResponse> simulator,
        Consumer<SentRequest> post);

    /** Delivers a webhook. */
    default void arrived(SentRequest call, Consumer<SentRequest> post) {
      post.accept(call);
    }
  }

  /** Returns a mutant that changes every response. */
  static ProtocolMutant response(
      String kind, String name, BiFunction<SentRequest, ReceivedResponse, ReceivedResponse> spoil) {
    return of(
        kind, name, (request, simulator, post) -> spoil.apply(request, simulator.apply(request)));
  }

  /** Returns a mutant that changes the workflow in some responses. */
  static ProtocolMutant workflow(
      String kind, String name, Predicate<SentRequest> where, Consumer<ObjectNode> spoil) {
    return response(
        kind, name, (request, response) -> where.test(request) ? response.edited(spoil) : response);
  }

  /** Returns a mutant that changes the workflow in some responses, depending on the request. */
  static ProtocolMutant request(
      String kind,
      String name,
      Predicate<SentRequest> where,
      BiConsumer<SentRequest, ObjectNode> spoil) {
    return response(
        kind,
        name,
        (request, response) ->
            where.test(request)
                ? response.edited(workflow -> spoil.accept(request, workflow))
                : response);
  }

  /** Returns a mutant without state. */
  static ProtocolMutant of(String kind, String name, Behaviour behaviour) {
    return new ProtocolMutant(kind, name, () -> behaviour);
  }

  /** Returns a mutant that changes webhooks only. */
  static ProtocolMutant calls(
      String kind, String name, BiConsumer<SentRequest, Consumer<SentRequest>> spoil) {
    return of(
        kind,
        name,
        new Behaviour() {
          @Override
          public ReceivedResponse response(
              SentRequest request,
              Function<SentRequest, ReceivedResponse> simulator,
              Consumer<SentRequest> post) {
            return simulator.apply(request);
          }

          @Override
          public void arrived(SentRequest call, Consumer<SentRequest> post) {
            spoil.accept(call, post);
          }
        });
  }

  @Override
  public String toString() {
    return kind + ": " + name;
  }
}
