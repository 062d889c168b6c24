package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import net.vimmerse.workflow.contract.mutation.HttpMessages.ReceivedResponse;
import net.vimmerse.workflow.contract.mutation.HttpMessages.SentRequest;
import okhttp3.Headers;
import okio.ByteString;

/**
 * All changes of the simulator's behaviour. They contain facts of the API, so that the kit, which
 * knows only the document, is tested independently.
 */
final class ProtocolMutants {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ProtocolMutants() {}

  /** Returns all mutants, by kind. */
  static List<ProtocolMutant> all() {
    List<ProtocolMutant> all = new ArrayList<>();
    all.addAll(responses());
    all.addAll(errors());
    all.addAll(properties());
    all.addAll(creations());
    all.addAll(time());
    all.addAll(updates());
    all.addAll(deletions());
    all.addAll(keys());
    all.addAll(webhooks());
    return all;
  }

  private static List<ProtocolMutant> responses() {
    String kind = "responses";
    return List.of(
        status(kind, "a creation is a 201", SentRequest::creates, 200, 201),
        status(kind, "a read is a 203", ProtocolMutants::reads, 200, 203),
        status(kind, "a read is a 500", ProtocolMutants::reads, 200, 500),
        status(kind, "a creation lacks credits", SentRequest::creates, 200, 402),
        good(kind, "the content type is text", it -> it.withHeader("Content-Type", "text/plain")),
        good(kind, "the content type is missing", it -> it.withoutHeader("Content-Type")),
        good(
            kind,
            "the charset is UTF-16",
            it -> it.withHeader("Content-Type", "application/json; charset=utf-16")),
        good(kind, "the body is cut in half", ProtocolMutants::half),
        good(kind, "the body is empty", it -> it.withBody(ByteString.EMPTY)),
        good(kind, "the envelope is missing", it -> it.withBody(it.json().path("data"))),
        good(
            kind,
            "there is an envelope around the envelope",
            it -> it.withBody(JSON.objectNode().set("data", it.json()))),
        list(
            kind,
            "the template list is empty the second time",
            (items, nth) -> {
              if (nth > 0) {
                items.removeAll();
              }
            }),
        list(
            kind,
            "the template list changes its order",
            (items, nth) -> {
              if (nth % 2 == 1) {
                items.add(items.remove(0));
              }
            }),
        list(
            kind,
            "a template lacks its price",
            (items, nth) -> {
              ((ObjectNode) items.get(0)).remove("credits");
            }));
  }

  private static List<ProtocolMutant> errors() {
    String kind = "errors";
    return List.of(
        error(kind, "a 422 is a 500", it -> it.status() == 422 ? it.withStatus(500) : it),
        error(kind, "a 422 is a 400", it -> it.status() == 422 ? it.withStatus(400) : it),
        error(kind, "a 404 is a 500", it -> it.status() == 404 ? it.withStatus(500) : it),
        error(kind, "a 404 is a 410", it -> it.status() == 404 ? it.withStatus(410) : it),
        error(
            kind,
            "a workflow that is not found is a template that is not found",
            it -> coded(it, "WORKFLOW_NOT_FOUND", "TEMPLATE_NOT_FOUND")),
        error(
            kind,
            "a template that is not found is a workflow that is not found",
            it -> coded(it, "TEMPLATE_NOT_FOUND", "WORKFLOW_NOT_FOUND")),
        error(
            kind,
            "a missing key is reported as one without permission",
            it -> coded(it, "UNAUTHORIZED", "FORBIDDEN")),
        error(
            kind,
            "a body that is too large is reported as one that changes nothing",
            it -> coded(it, "PAYLOAD_TOO_LARGE", "BAD_REQUEST")),
        error(kind, "an error lacks its code", it -> it.withBody(without(it.json(), "code"))),
        error(kind, "an error lacks its message", it -> it.withBody(without(it.json(), "message"))),
        error(kind, "an error is text", it -> it.withHeader("Content-Type", "text/plain")),
        error(
            kind,
            "an error has an envelope",
            it -> it.withBody(JSON.objectNode().set("data", it.json()))),
        error(
            kind,
            "a 422 lists nothing",
            it -> it.withBody(detail(it.json(), ArrayNode::removeAll))),
        error(
            kind,
            "a 422 has its location as one text",
            it ->
                it.withBody(
                    detail(
                        it.json(),
                        all ->
                            all.forEach(
                                one ->
                                    ((ObjectNode) one).put("loc", one.path("loc").toString()))))),
        error(
            kind,
            "a 422 omits the first segment of a location",
            it ->
                it.withBody(
                    detail(
                        it.json(),
                        all -> all.forEach(one -> ((ArrayNode) one.path("loc")).remove(0))))),
        error(
            kind,
            "a 422 names another field",
            it ->
                it.withBody(
                    detail(
                        it.json(),
                        all -> all.forEach(one -> last((ArrayNode) one.path("loc"), "other"))))));
  }

  private static List<ProtocolMutant> properties() {
    String kind = "properties";
    return List.of(
        workflow(
            kind, "updated_at is missing", ProtocolMutants::always, it -> it.remove("updated_at")),
        workflow(
            kind, "completions are null", ProtocolMutants::always, it -> it.putNull("completions")),
        workflow(
            kind,
            "images are missing when read",
            ProtocolMutants::reads,
            it -> it.remove("images")),
        workflow(
            kind,
            "the percentage is a text",
            ProtocolMutants::always,
            it -> it.put("progress_percentage", it.path("progress_percentage").asText())),
        workflow(
            kind,
            "the percentage goes to 101",
            ProtocolMutants::always,
            it -> replace(it, "progress_percentage", 100, 101)),
        workflow(
            kind,
            "a success is called done",
            ProtocolMutants::always,
            it -> replace(it, "processing_status", "success", "done")),
        workflow(
            kind,
            "a timestamp has slashes",
            ProtocolMutants::always,
            it -> it.put("created_at", it.path("created_at").asText().replace('-', '/'))),
        workflow(
            kind,
            "an output has no content type",
            ProtocolMutants::always,
            it -> it.path("result").forEach(one -> ((ObjectNode) one).remove("content_type"))),
        workflow(
            kind,
            "a completion does not name its step",
            ProtocolMutants::always,
            it -> it.path("completions").forEach(one -> ((ObjectNode) one).remove("flow"))),
        workflow(
            kind,
            "the id is another when read",
            ProtocolMutants::reads,
            it -> it.put("id", it.path("id").asText() + "x")),
        workflow(
            kind,
            "the customer is another when read",
            ProtocolMutants::reads,
            it -> it.put("customer_id", "other")));
  }

  private static List<ProtocolMutant> creations() {
    String kind = "creations";
    return List.of(
        workflow(
            kind,
            "the title is trimmed",
            ProtocolMutants::always,
            it -> it.put("title", it.path("title").asText().strip())),
        workflow(
            kind,
            "the title is cut",
            ProtocolMutants::always,
            it -> it.put("title", cut(it.path("title").asText()))),
        workflow(
            kind,
            "accents are lost",
            ProtocolMutants::always,
            it -> it.put("title", it.path("title").asText().replaceAll("[^\\x00-\\x7f]", "?"))),
        workflow(
            kind,
            "the default of the visibility is another",
            SentRequest::creates,
            it -> it.put("visibility_status", "0")),
        request(
            kind,
            "defaults of options are not filled in",
            SentRequest::creates,
            (request, it) ->
                it.set(
                    "options",
                    request.json().path("options").isObject()
                        ? request.json().path("options")
                        : JSON.objectNode())),
        workflow(
            kind,
            "an option is silently changed",
            ProtocolMutants::always,
            it -> options(it, "aspect_ratio", "9:16", "16:9")),
        workflow(
            kind,
            "an undocumented option is added",
            ProtocolMutants::always,
            it -> ((ObjectNode) it.path("options")).put("quality", "high")),
        workflow(
            kind,
            "the template is another",
            SentRequest::creates,
            it -> it.put("model", "vim_other")),
        of(
            kind,
            "the default template is another",
            (request, simulator, post) ->
                simulator.apply(
                    request.creates()
                            && request.json() instanceof ObjectNode body
                            && !body.has("template_id")
                        ? request.withBody(body.put("template_id", "vim_astronaut"))
                        : request)),
        new ProtocolMutant(
            kind,
            "every id is the first one",
            () -> {
              Map<String, String> first = new ConcurrentHashMap<>();
              return changing(
                  SentRequest::creates,
                  (request, response) ->
                      response.edited(
                          it -> {
                            String id = it.path("id").asText();
                            it.put("id", first.computeIfAbsent(request.key(), key -> id));
                          }));
            }),
        of(
            kind,
            "a created workflow is not stored",
            (request, simulator, post) -> {
              ReceivedResponse response = simulator.apply(request);
              if (request.creates() && !response.failed()) {
                String id = response.workflow().path("id").asText();
                ReceivedResponse deleted =
                    simulator.apply(
                        request.withMethod("DELETE").withTarget(request.target() + "/" + id));
                return deleted.failed() ? deleted : response;
              }
              return response;
            }));
  }

  private static List<ProtocolMutant> time() {
    String kind = "time";
    return List.of(
        remembering(
            kind,
            "the first state is returned forever",
            ProtocolMutants::reads,
            (memory, request, response) -> memory.first(request.id(), response)),
        remembering(
            kind,
            "each read returns the state of the previous read",
            ProtocolMutants::reads,
            (memory, request, response) -> memory.last(request.id(), response)),
        remembering(
            kind,
            "the status goes back after the end",
            ProtocolMutants::reads,
            (memory, request, response) ->
                memory.workflow(request.id()).path("processing_status").asText().equals("success")
                    ? response.edited(it -> it.put("processing_status", "processing"))
                    : response),
        remembering(
            kind,
            "the status goes back to new",
            ProtocolMutants::reads,
            (memory, request, response) ->
                memory
                        .workflow(request.id())
                        .path("processing_status")
                        .asText()
                        .equals("processing")
                    ? response.edited(it -> replace(it, "processing_status", "processing", "new"))
                    : response),
        remembering(
            kind,
            "a success fails later",
            ProtocolMutants::reads,
            (memory, request, response) ->
                memory.workflow(request.id()).path("processing_status").asText().equals("success")
                    ? response.edited(it -> it.put("processing_status", "fail"))
                    : response),
        remembering(
            kind,
            "the percentage falls",
            ProtocolMutants::reads,
            (memory, request, response) ->
                memory.workflow(request.id()).path("progress_percentage").asInt() > 50
                    ? response.edited(it -> it.put("progress_percentage", 50))
                    : response),
        workflow(
            kind,
            "the percentage is 100 before the end",
            ProtocolMutants::reads,
            it -> {
              if (it.path("progress_percentage").asInt() > 30) {
                it.put("progress_percentage", 100);
              }
            }),
        workflow(
            kind,
            "a failure has 100 percent",
            ProtocolMutants::always,
            it -> {
              if (it.path("processing_status").asText().equals("fail")) {
                it.put("progress_percentage", 100);
              }
            }),
        remembering(
            kind,
            "a completion is lost",
            ProtocolMutants::reads,
            (memory, request, response) ->
                response.edited(
                    it -> {
                      if (memory.workflow(request.id()).path("completions").size() > 1) {
                        ((ArrayNode) it.path("completions")).remove(0);
                      }
                    })),
        workflow(
            kind,
            "the latest completion comes first",
            ProtocolMutants::always,
            it -> {
              ArrayNode reversed = JSON.arrayNode();
              it.path("completions").forEach(one -> reversed.insert(0, one));
              it.set("completions", reversed);
            }),
        workflow(
            kind,
            "there is a result before the end",
            ProtocolMutants::always,
            it -> {
              JsonNode completions = it.path("completions");
              if (it.path("result").isEmpty() && !completions.isEmpty()) {
                it.set("result", completions.get(completions.size() - 1).path("result"));
              }
            }),
        workflow(
            kind,
            "there is no result at the end",
            ProtocolMutants::always,
            it -> it.putArray("result")),
        counting(
            kind,
            "the result has another URL each time",
            ProtocolMutants::reads,
            (nth, it) ->
                it.path("result")
                    .forEach(
                        one ->
                            ((ObjectNode) one).put("url", one.path("url").asText() + "?" + nth))),
        workflow(
            kind,
            "the workflow never ends",
            ProtocolMutants::always,
            it -> {
              replace(it, "processing_status", "success", "processing");
              replace(it, "progress_percentage", 100, 99);
            }),
        counting(
            kind,
            "a read changes updated_at",
            ProtocolMutants::reads,
            (nth, it) -> it.put("updated_at", later(it.path("updated_at").asText(), nth))),
        workflow(
            kind,
            "updated_at is that of the creation when read",
            ProtocolMutants::reads,
            it -> it.set("updated_at", it.path("created_at"))),
        counting(
            kind,
            "created_at moves",
            ProtocolMutants::reads,
            (nth, it) -> it.put("created_at", later(it.path("created_at").asText(), nth))));
  }

  private static List<ProtocolMutant> updates() {
    String kind = "updates";
    return List.of(
        workflow(
            kind,
            "updated_at does not move",
            ProtocolMutants::always,
            it -> it.set("updated_at", it.path("created_at"))),
        of(
            kind,
            "an update is confirmed but not stored",
            (request, simulator, post) -> {
              if (!updates(request) || !(request.json() instanceof ObjectNode changes)) {
                return simulator.apply(request);
              }
              ReceivedResponse read = simulator.apply(request.withMethod("GET"));
              return read.edited(it -> it.setAll(changes));
            }),
        of(
            kind,
            "an update returns the state before it",
            (request, simulator, post) -> {
              if (!updates(request)) {
                return simulator.apply(request);
              }
              ReceivedResponse before = simulator.apply(request.withMethod("GET"));
              ReceivedResponse response = simulator.apply(request);
              return response.failed() ? response : before;
            }),
        sending(kind, "the rating is ignored", ProtocolMutants::updates, it -> it.remove("rating")),
        sending(
            kind,
            "an update also clears the description",
            ProtocolMutants::updates,
            it -> {
              if (!it.has("description")) {
                it.put("description", "");
              }
            }),
        sending(
            kind,
            "an update also publishes",
            ProtocolMutants::updates,
            it -> {
              if (!it.has("visibility_status")) {
                it.put("visibility_status", "2");
              }
            }),
        sending(
            kind,
            "an update without delivered_at delivers",
            ProtocolMutants::updates,
            it -> {
              if (!it.has("delivered_at")) {
                it.putNull("delivered_at");
              }
            }),
        sending(
            kind,
            "null for delivered_at is ignored",
            ProtocolMutants::updates,
            it -> {
              if (it.path("delivered_at").isNull()) {
                it.remove("delivered_at");
                it.put("description", it.path("description").asText(""));
              }
            }),
        request(
            kind,
            "an update changes the options",
            ProtocolMutants::updates,
            (request, it) -> ((ObjectNode) it.path("options")).removeAll()),
        status(kind, "an update is a 204", ProtocolMutants::updates, 200, 204));
  }

  private static List<ProtocolMutant> deletions() {
    String kind = "deletions";
    return List.of(
        instead(kind, "a deleted workflow can be read", request -> request.follows("GET")),
        instead(
            kind, "a deleted workflow can be deleted again", request -> request.follows("DELETE")),
        instead(kind, "a deleted workflow can be changed", request -> request.follows("PUT")),
        of(
            kind,
            "a deletion is confirmed but has no effect",
            (request, simulator, post) ->
                simulator.apply(deletes(request) ? request.withMethod("GET") : request)),
        workflow(
            kind,
            "a deleted workflow is shown as failed",
            ProtocolMutants::deletes,
            it -> it.put("processing_status", "fail")),
        error(
            kind,
            "a deleted workflow is a 403",
            it -> it.status() == 404 ? it.withStatus(403) : it));
  }

  private static List<ProtocolMutant> keys() {
    String kind = "keys";
    return List.of(
        strange(kind, "another key reads", Set.of("GET")),
        strange(kind, "another key changes", Set.of("PUT")),
        strange(kind, "another key deletes", Set.of("DELETE")),
        of(
            kind,
            "the key is optional",
            (request, simulator, post) ->
                simulator.apply(request.key().isBlank() ? request.withKey("anybody") : request)),
        of(
            kind,
            "all keys are one",
            (request, simulator, post) ->
                simulator.apply(
                    request.key().isBlank()
                        ? request
                        : request.withKey(request.key().replaceFirst("-b$", "-a")))),
        error(
            kind,
            "a request without a key is a 403",
            it -> it.status() == 401 ? it.withStatus(403) : it));
  }

  private static List<ProtocolMutant> webhooks() {
    String kind = "webhooks";
    return List.of(
        ProtocolMutant.calls(kind, "no webhook is sent", (call, post) -> {}),
        ProtocolMutant.calls(
            kind,
            "a failure sends no webhook",
            (call, post) -> {
              if (!call.json().path("status").asText().equals("fail")) {
                post.accept(call);
              }
            }),
        ProtocolMutant.calls(
            kind,
            "each webhook is sent twice",
            (call, post) -> {
              post.accept(call);
              post.accept(call);
            }),
        arrived(
            kind,
            "the status is another",
            it -> it.put("status", it.path("status").asText().equals("fail") ? "success" : "fail")),
        arrived(kind, "the status is not a final one", it -> it.put("status", "processing")),
        arrived(kind, "the workflow is another", it -> it.put("workflow_id", "other")),
        arrived(kind, "the customer is another", it -> it.put("customer_id", "other")),
        arrived(kind, "the customer is missing", it -> it.remove("customer_id")),
        ProtocolMutant.calls(
            kind,
            "the webhook is a PUT",
            (call, post) ->
                post.accept(new SentRequest("PUT", call.target(), call.headers(), call.body()))),
        ProtocolMutant.calls(
            kind,
            "the webhook is text",
            (call, post) ->
                post.accept(
                    new SentRequest(
                        "POST",
                        call.target(),
                        Headers.of("Content-Type", "text/plain"),
                        call.body()))),
        of(
            kind,
            "the webhook is sent at creation",
            (request, simulator, post) -> {
              ReceivedResponse response = simulator.apply(request);
              webhook(request, response.workflow(), post);
              return response;
            }),
        new ProtocolMutant(
            kind,
            "a deleted workflow sends its webhook",
            () -> {
              ResponseHistory memory = new ResponseHistory();
              return (request, simulator, post) -> {
                ReceivedResponse response = simulator.apply(request);
                if (request.creates() && !response.failed()) {
                  memory.saw(
                      response
                          .withBody(request.body())
                          .withWorkflow(
                              ((ObjectNode) request.json())
                                  .put("id", response.workflow().path("id").asText())),
                      request.key());
                }
                if (request.follows("DELETE") && !response.failed()) {
                  webhook(
                      request.withBody(memory.workflow(request.id())), response.workflow(), post);
                }
                return response;
              };
            }));
  }

  // Building blocks of the lists above.

  private static boolean always(SentRequest request) {
    return true;
  }

  private static boolean reads(SentRequest request) {
    return request.follows("GET");
  }

  private static boolean updates(SentRequest request) {
    return request.follows("PUT");
  }

  private static boolean deletes(SentRequest request) {
    return request.follows("DELETE");
  }

  private static ProtocolMutant of(String kind, String name, ProtocolMutant.Behaviour behaviour) {
    return ProtocolMutant.of(kind, name, behaviour);
  }

  private static ProtocolMutant workflow(
      String kind, String name, Predicate<SentRequest> where, Consumer<ObjectNode> change) {
    return ProtocolMutant.workflow(kind, name, where, change);
  }

  private static ProtocolMutant request(
      String kind,
      String name,
      Predicate<SentRequest> where,
      BiConsumer<SentRequest, ObjectNode> change) {
    return ProtocolMutant.request(kind, name, where, change);
  }

  private static ProtocolMutant.Behaviour changing(
      Predicate<SentRequest> where,
      BiFunction<SentRequest, ReceivedResponse, ReceivedResponse> change) {
    return (request, simulator, post) -> {
      ReceivedResponse response = simulator.apply(request);
      return where.test(request) ? change.apply(request, response) : response;
    };
  }

  private static ProtocolMutant status(
      String kind, String name, Predicate<SentRequest> where, int from, int to) {
    return ProtocolMutant.response(
        kind,
        name,
        (request, response) ->
            where.test(request) && response.status() == from ? response.withStatus(to) : response);
  }

  private static ProtocolMutant good(
      String kind, String name, Function<ReceivedResponse, ReceivedResponse> change) {
    return ProtocolMutant.response(
        kind,
        name,
        (request, response) -> response.status() == 200 ? change.apply(response) : response);
  }

  private static ProtocolMutant error(
      String kind, String name, Function<ReceivedResponse, ReceivedResponse> change) {
    return ProtocolMutant.response(
        kind, name, (request, response) -> response.failed() ? change.apply(response) : response);
  }

  /** Returns a mutant that sends the body of another error with the same status. */
  private static ReceivedResponse coded(ReceivedResponse it, String code, String other) {
    return it.json().path("code").asText().equals(code)
        ? it.withBody(JSON.objectNode().put("message", "Sorry.").put("code", other))
        : it;
  }

  private static ProtocolMutant list(
      String kind, String name, BiConsumer<ArrayNode, Integer> change) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return changing(
              request -> request.target().startsWith("/v2/workflow/templates"),
              (request, response) -> {
                JsonNode body = response.json();
                if (response.status() == 200 && body.path("data") instanceof ArrayNode items) {
                  change.accept(items, memory.count(request.target()));
                  return response.withBody(body);
                }
                return response;
              });
        });
  }

  private static ProtocolMutant counting(
      String kind,
      String name,
      Predicate<SentRequest> where,
      BiConsumer<Integer, ObjectNode> change) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return changing(
              where,
              (request, response) ->
                  response.edited(it -> change.accept(memory.count(request.target()), it)));
        });
  }

  /** Returns a mutant whose responses depend on earlier ones. */
  private static ProtocolMutant remembering(
      String kind, String name, Predicate<SentRequest> where, Recollection change) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return (request, simulator, post) -> {
            ReceivedResponse response = simulator.apply(request);
            ReceivedResponse changed =
                where.test(request) && !response.failed()
                    ? change.response(memory, request, response)
                    : response;
            memory.saw(response, request.key());
            return changed;
          };
        });
  }

  private interface Recollection {
    ReceivedResponse response(
        ResponseHistory memory, SentRequest request, ReceivedResponse response);
  }

  /** Returns a mutant that still returns a deleted workflow to its owner. */
  private static ProtocolMutant instead(String kind, String name, Predicate<SentRequest> where) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return (request, simulator, post) -> {
            ReceivedResponse response = simulator.apply(request);
            boolean gone =
                response.status() == 404
                    && request.key().equals(memory.owner(request.id(), ""))
                    && where.test(request);
            return gone ? memory.last(request.id(), response) : memory.saw(response, request.key());
          };
        });
  }

  /** Returns a mutant in which some methods ignore the owner of a workflow. */
  private static ProtocolMutant strange(String kind, String name, Set<String> methods) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return (request, simulator, post) ->
              memory.saw(
                  simulator.apply(
                      methods.contains(request.method()) && !request.id().isEmpty()
                          ? request.withKey(memory.owner(request.id(), request.key()))
                          : request),
                  request.key());
        });
  }

  /** Returns a mutant that changes requests. */
  private static ProtocolMutant sending(
      String kind, String name, Predicate<SentRequest> where, Consumer<ObjectNode> change) {
    return of(
        kind,
        name,
        (request, simulator, post) -> {
          if (where.test(request) && request.json() instanceof ObjectNode body && !body.isEmpty()) {
            change.accept(body);
            return simulator.apply(
                body.isEmpty() ? request.withMethod("GET") : request.withBody(body));
          }
          return simulator.apply(request);
        });
  }

  private static ProtocolMutant arrived(String kind, String name, Consumer<ObjectNode> change) {
    return ProtocolMutant.calls(
        kind,
        name,
        (call, post) -> {
          ObjectNode body = (ObjectNode) call.json();
          change.accept(body);
          post.accept(call.withBody(body));
        });
  }

  private static void webhook(SentRequest request, JsonNode workflow, Consumer<SentRequest> post) {
    String to = request.json().path("webhook_url").asText();
    if (to.contains("?to=") && !workflow.isMissingNode()) {
      ObjectNode body =
          JSON.objectNode()
              .put("workflow_id", workflow.path("id").asText())
              .put("status", "success");
      body.set("customer_id", workflow.path("customer_id"));
      post.accept(
          new SentRequest(
                  "POST", to, Headers.of("Content-Type", "application/json"), ByteString.EMPTY)
              .withBody(body));
    }
  }

  private static ReceivedResponse half(ReceivedResponse response) {
    return response.withBody(response.body().substring(0, response.body().size() / 2));
  }

  private static JsonNode without(JsonNode body, String property) {
    if (body instanceof ObjectNode object) {
      object.remove(property);
    }
    return body;
  }

  private static JsonNode detail(JsonNode body, Consumer<ArrayNode> change) {
    if (body.path("detail") instanceof ArrayNode detail) {
      change.accept(detail);
    }
    return body;
  }

  private static void last(ArrayNode items, String text) {
    items.remove(items.size() - 1);
    items.add(text);
  }

  private static void replace(ObjectNode node, String property, String from, String to) {
    if (node.path(property).asText().equals(from)) {
      node.put(property, to);
    }
  }

  private static void replace(ObjectNode node, String property, int from, int to) {
    if (node.path(property).asInt() == from) {
      node.put(property, to);
    }
  }

  private static void options(ObjectNode workflow, String option, String from, String to) {
    replace((ObjectNode) workflow.path("options"), option, from, to);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(255, text.length()));
  }

  private static String later(String stamp, int seconds) {
    return Instant.parse(stamp.replace(' ', 'T').replace("+00:00", "Z"))
        .plusSeconds(seconds)
        .toString();
  }
}
