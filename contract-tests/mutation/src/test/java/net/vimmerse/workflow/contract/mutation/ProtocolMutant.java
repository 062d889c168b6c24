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
 * A change of the simulator's behaviour.
 *
 * @param kind the part of the behaviour that is wrong
 * @param name the wrong behaviour
 * @param behaviour creates it without remembered state
 */
record ProtocolMutant(String kind, String name, Supplier<Behaviour> behaviour) {

  /** The behaviour of a mutant. */
  interface Behaviour {
    /**
     * Responds to a request.
     *
     * @param simulator passes a request on to the simulator
     * @param post sends a webhook
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
      String kind,
      String name,
      BiFunction<SentRequest, ReceivedResponse, ReceivedResponse> change) {
    return of(
        kind, name, (request, simulator, post) -> change.apply(request, simulator.apply(request)));
  }

  /** Returns a mutant that changes the workflow in some responses. */
  static ProtocolMutant workflow(
      String kind, String name, Predicate<SentRequest> where, Consumer<ObjectNode> change) {
    return response(
        kind,
        name,
        (request, response) -> where.test(request) ? response.edited(change) : response);
  }

  /** Returns a mutant that changes the workflow in some responses, depending on the request. */
  static ProtocolMutant request(
      String kind,
      String name,
      Predicate<SentRequest> where,
      BiConsumer<SentRequest, ObjectNode> change) {
    return response(
        kind,
        name,
        (request, response) ->
            where.test(request)
                ? response.edited(workflow -> change.accept(request, workflow))
                : response);
  }

  /** Returns a mutant without state. */
  static ProtocolMutant of(String kind, String name, Behaviour behaviour) {
    return new ProtocolMutant(kind, name, () -> behaviour);
  }

  /** Returns a mutant that changes webhooks only. */
  static ProtocolMutant calls(
      String kind, String name, BiConsumer<SentRequest, Consumer<SentRequest>> change) {
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
            change.accept(call, post);
          }
        });
  }

  @Override
  public String toString() {
    return kind + ": " + name;
  }
}
