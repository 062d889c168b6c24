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
import net.vimmerse.workflow.contract.mutation.HttpMessages.Answered;
import net.vimmerse.workflow.contract.mutation.HttpMessages.Asked;
import okhttp3.Headers;
import okio.ByteString;

/**
 * Simulators that do one thing wrong each. They know the API by heart: they are what the kit, which
 * knows only the document, is held against.
 */
final class ProtocolMutants {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ProtocolMutants() {}

  /** All of them, by what they get wrong. */
  static List<ProtocolMutant> all() {
    List<ProtocolMutant> all = new ArrayList<>();
    all.addAll(answers());
    all.addAll(errors());
    all.addAll(members());
    all.addAll(creations());
    all.addAll(time());
    all.addAll(updates());
    all.addAll(deletions());
    all.addAll(keys());
    all.addAll(callBacks());
    return all;
  }

  private static List<ProtocolMutant> answers() {
    String kind = "answers";
    return List.of(
        status(kind, "a creation is a 201", Asked::creates, 200, 201),
        status(kind, "a read is a 203", ProtocolMutants::reads, 200, 203),
        status(kind, "a read is a 500", ProtocolMutants::reads, 200, 500),
        status(kind, "a creation lacks credits", Asked::creates, 200, 402),
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
            "the catalogue is empty the second time",
            (items, nth) -> {
              if (nth > 0) {
                items.removeAll();
              }
            }),
        list(
            kind,
            "the catalogue changes its order",
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
            "a missing key is told as one without permission",
            it -> coded(it, "UNAUTHORIZED", "FORBIDDEN")),
        error(
            kind,
            "a body that is too large is told as one that changes nothing",
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
            "a 422 says where in one text",
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
            "a 422 leaves the first word of a place away",
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

  private static List<ProtocolMutant> members() {
    String kind = "members";
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
            Asked::creates,
            it -> it.put("visibility_status", "0")),
        asked(
            kind,
            "defaults of options are not filled in",
            Asked::creates,
            (asked, it) ->
                it.set(
                    "options",
                    asked.json().path("options").isObject()
                        ? asked.json().path("options")
                        : JSON.objectNode())),
        workflow(
            kind,
            "an option is silently changed",
            ProtocolMutants::always,
            it -> options(it, "aspect_ratio", "9:16", "16:9")),
        workflow(
            kind,
            "an option nobody has is added",
            ProtocolMutants::always,
            it -> ((ObjectNode) it.path("options")).put("quality", "high")),
        workflow(
            kind, "the template is another", Asked::creates, it -> it.put("model", "vim_other")),
        of(
            kind,
            "the default template is another",
            (asked, simulator, post) ->
                simulator.apply(
                    asked.creates()
                            && asked.json() instanceof ObjectNode body
                            && !body.has("template_id")
                        ? asked.withBody(body.put("template_id", "vim_astronaut"))
                        : asked)),
        new ProtocolMutant(
            kind,
            "every id is the first one",
            () -> {
              Map<String, String> first = new ConcurrentHashMap<>();
              return spoiling(
                  Asked::creates,
                  (asked, answered) ->
                      answered.edited(
                          it -> {
                            String id = it.path("id").asText();
                            it.put("id", first.computeIfAbsent(asked.key(), key -> id));
                          }));
            }),
        of(
            kind,
            "what is created is not kept",
            (asked, simulator, post) -> {
              Answered answered = simulator.apply(asked);
              if (asked.creates() && !answered.failed()) {
                String id = answered.workflow().path("id").asText();
                Answered deleted =
                    simulator.apply(
                        asked.withMethod("DELETE").withTarget(asked.target() + "/" + id));
                return deleted.failed() ? deleted : answered;
              }
              return answered;
            }));
  }

  private static List<ProtocolMutant> time() {
    String kind = "time";
    return List.of(
        remembering(
            kind,
            "the first sight is served for ever",
            ProtocolMutants::reads,
            (memory, asked, answered) -> memory.first(asked.id(), answered)),
        remembering(
            kind,
            "each read shows what the one before should have",
            ProtocolMutants::reads,
            (memory, asked, answered) -> memory.last(asked.id(), answered)),
        remembering(
            kind,
            "the status goes back after the end",
            ProtocolMutants::reads,
            (memory, asked, answered) ->
                memory.workflow(asked.id()).path("processing_status").asText().equals("success")
                    ? answered.edited(it -> it.put("processing_status", "processing"))
                    : answered),
        remembering(
            kind,
            "the status goes back to new",
            ProtocolMutants::reads,
            (memory, asked, answered) ->
                memory.workflow(asked.id()).path("processing_status").asText().equals("processing")
                    ? answered.edited(it -> replace(it, "processing_status", "processing", "new"))
                    : answered),
        remembering(
            kind,
            "a success fails later",
            ProtocolMutants::reads,
            (memory, asked, answered) ->
                memory.workflow(asked.id()).path("processing_status").asText().equals("success")
                    ? answered.edited(it -> it.put("processing_status", "fail"))
                    : answered),
        remembering(
            kind,
            "the percentage falls",
            ProtocolMutants::reads,
            (memory, asked, answered) ->
                memory.workflow(asked.id()).path("progress_percentage").asInt() > 50
                    ? answered.edited(it -> it.put("progress_percentage", 50))
                    : answered),
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
            (memory, asked, answered) ->
                answered.edited(
                    it -> {
                      if (memory.workflow(asked.id()).path("completions").size() > 1) {
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
            "the end never comes",
            ProtocolMutants::always,
            it -> {
              replace(it, "processing_status", "success", "processing");
              replace(it, "progress_percentage", 100, 99);
            }),
        counting(
            kind,
            "looking moves updated_at",
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
            "an update is answered and forgotten",
            (asked, simulator, post) -> {
              if (!updates(asked) || !(asked.json() instanceof ObjectNode changes)) {
                return simulator.apply(asked);
              }
              Answered read = simulator.apply(asked.withMethod("GET"));
              return read.edited(it -> it.setAll(changes));
            }),
        of(
            kind,
            "an update is answered with what was before",
            (asked, simulator, post) -> {
              if (!updates(asked)) {
                return simulator.apply(asked);
              }
              Answered before = simulator.apply(asked.withMethod("GET"));
              Answered answered = simulator.apply(asked);
              return answered.failed() ? answered : before;
            }),
        sending(
            kind, "the rating is not taken", ProtocolMutants::updates, it -> it.remove("rating")),
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
        asked(
            kind,
            "an update changes the options",
            ProtocolMutants::updates,
            (asked, it) -> ((ObjectNode) it.path("options")).removeAll()),
        status(kind, "an update is a 204", ProtocolMutants::updates, 200, 204));
  }

  private static List<ProtocolMutant> deletions() {
    String kind = "deletions";
    return List.of(
        instead(kind, "a deleted workflow can be read", asked -> asked.follows("GET")),
        instead(kind, "a deleted workflow can be deleted again", asked -> asked.follows("DELETE")),
        instead(kind, "a deleted workflow can be changed", asked -> asked.follows("PUT")),
        of(
            kind,
            "a deletion is answered and forgotten",
            (asked, simulator, post) ->
                simulator.apply(deletes(asked) ? asked.withMethod("GET") : asked)),
        workflow(
            kind,
            "a deleted workflow is shown as failed",
            ProtocolMutants::deletes,
            it -> it.put("processing_status", "fail")),
        error(
            kind, "what was deleted is a 403", it -> it.status() == 404 ? it.withStatus(403) : it));
  }

  private static List<ProtocolMutant> keys() {
    String kind = "keys";
    return List.of(
        strange(kind, "another key reads", Set.of("GET")),
        strange(kind, "another key changes", Set.of("PUT")),
        strange(kind, "another key deletes", Set.of("DELETE")),
        of(
            kind,
            "one need not have a key",
            (asked, simulator, post) ->
                simulator.apply(asked.key().isBlank() ? asked.withKey("anybody") : asked)),
        of(
            kind,
            "all keys are one",
            (asked, simulator, post) ->
                simulator.apply(
                    asked.key().isBlank()
                        ? asked
                        : asked.withKey(asked.key().replaceFirst("-b$", "-a")))),
        error(
            kind,
            "a request without a key is a 403",
            it -> it.status() == 401 ? it.withStatus(403) : it));
  }

  private static List<ProtocolMutant> callBacks() {
    String kind = "call-backs";
    return List.of(
        ProtocolMutant.calls(kind, "none comes", (call, post) -> {}),
        ProtocolMutant.calls(
            kind,
            "none comes of a failure",
            (call, post) -> {
              if (!call.json().path("status").asText().equals("fail")) {
                post.accept(call);
              }
            }),
        ProtocolMutant.calls(
            kind,
            "each comes twice",
            (call, post) -> {
              post.accept(call);
              post.accept(call);
            }),
        called(
            kind,
            "the status is another",
            it -> it.put("status", it.path("status").asText().equals("fail") ? "success" : "fail")),
        called(kind, "the status is not a final one", it -> it.put("status", "processing")),
        called(kind, "the workflow is another", it -> it.put("workflow_id", "other")),
        called(kind, "the customer is another", it -> it.put("customer_id", "other")),
        called(kind, "the customer is missing", it -> it.remove("customer_id")),
        ProtocolMutant.calls(
            kind,
            "it is a PUT",
            (call, post) ->
                post.accept(new Asked("PUT", call.target(), call.headers(), call.body()))),
        ProtocolMutant.calls(
            kind,
            "it is text",
            (call, post) ->
                post.accept(
                    new Asked(
                        "POST",
                        call.target(),
                        Headers.of("Content-Type", "text/plain"),
                        call.body()))),
        of(
            kind,
            "it comes with the creation",
            (asked, simulator, post) -> {
              Answered answered = simulator.apply(asked);
              callBack(asked, answered.workflow(), post);
              return answered;
            }),
        new ProtocolMutant(
            kind,
            "a deleted workflow calls back",
            () -> {
              ResponseHistory memory = new ResponseHistory();
              return (asked, simulator, post) -> {
                Answered answered = simulator.apply(asked);
                if (asked.creates() && !answered.failed()) {
                  memory.saw(
                      answered
                          .withBody(asked.body())
                          .withWorkflow(
                              ((ObjectNode) asked.json())
                                  .put("id", answered.workflow().path("id").asText())),
                      asked.key());
                }
                if (asked.follows("DELETE") && !answered.failed()) {
                  callBack(asked.withBody(memory.workflow(asked.id())), answered.workflow(), post);
                }
                return answered;
              };
            }));
  }

  // What the tables above are made of.

  private static boolean always(Asked asked) {
    return true;
  }

  private static boolean reads(Asked asked) {
    return asked.follows("GET");
  }

  private static boolean updates(Asked asked) {
    return asked.follows("PUT");
  }

  private static boolean deletes(Asked asked) {
    return asked.follows("DELETE");
  }

  private static ProtocolMutant of(String kind, String name, ProtocolMutant.Behaviour behaviour) {
    return ProtocolMutant.of(kind, name, behaviour);
  }

  private static ProtocolMutant workflow(
      String kind, String name, Predicate<Asked> where, Consumer<ObjectNode> spoil) {
    return ProtocolMutant.workflow(kind, name, where, spoil);
  }

  private static ProtocolMutant asked(
      String kind, String name, Predicate<Asked> where, BiConsumer<Asked, ObjectNode> spoil) {
    return ProtocolMutant.asked(kind, name, where, spoil);
  }

  private static ProtocolMutant.Behaviour spoiling(
      Predicate<Asked> where, BiFunction<Asked, Answered, Answered> spoil) {
    return (asked, simulator, post) -> {
      Answered answered = simulator.apply(asked);
      return where.test(asked) ? spoil.apply(asked, answered) : answered;
    };
  }

  private static ProtocolMutant status(
      String kind, String name, Predicate<Asked> where, int from, int to) {
    return ProtocolMutant.answer(
        kind,
        name,
        (asked, answered) ->
            where.test(asked) && answered.status() == from ? answered.withStatus(to) : answered);
  }

  private static ProtocolMutant good(String kind, String name, Function<Answered, Answered> spoil) {
    return ProtocolMutant.answer(
        kind,
        name,
        (asked, answered) -> answered.status() == 200 ? spoil.apply(answered) : answered);
  }

  private static ProtocolMutant error(
      String kind, String name, Function<Answered, Answered> spoil) {
    return ProtocolMutant.answer(
        kind, name, (asked, answered) -> answered.failed() ? spoil.apply(answered) : answered);
  }

  /** The body of another error, with the status as it was. */
  private static Answered coded(Answered it, String code, String other) {
    return it.json().path("code").asText().equals(code)
        ? it.withBody(JSON.objectNode().put("message", "Sorry.").put("code", other))
        : it;
  }

  private static ProtocolMutant list(
      String kind, String name, BiConsumer<ArrayNode, Integer> spoil) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return spoiling(
              asked -> asked.target().startsWith("/v2/workflow/templates"),
              (asked, answered) -> {
                JsonNode body = answered.json();
                if (answered.status() == 200 && body.path("data") instanceof ArrayNode items) {
                  spoil.accept(items, memory.count(asked.target()));
                  return answered.withBody(body);
                }
                return answered;
              });
        });
  }

  private static ProtocolMutant counting(
      String kind, String name, Predicate<Asked> where, BiConsumer<Integer, ObjectNode> spoil) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return spoiling(
              where,
              (asked, answered) ->
                  answered.edited(it -> spoil.accept(memory.count(asked.target()), it)));
        });
  }

  /** One that answers with the help of what was answered before. */
  private static ProtocolMutant remembering(
      String kind, String name, Predicate<Asked> where, Recollection spoil) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return (asked, simulator, post) -> {
            Answered answered = simulator.apply(asked);
            Answered spoilt =
                where.test(asked) && !answered.failed()
                    ? spoil.answer(memory, asked, answered)
                    : answered;
            memory.saw(answered, asked.key());
            return spoilt;
          };
        });
  }

  private interface Recollection {
    Answered answer(ResponseHistory memory, Asked asked, Answered answered);
  }

  /** One that answers what is gone with the latest there was of it, to who had it. */
  private static ProtocolMutant instead(String kind, String name, Predicate<Asked> where) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return (asked, simulator, post) -> {
            Answered answered = simulator.apply(asked);
            boolean gone =
                answered.status() == 404
                    && asked.key().equals(memory.owner(asked.id(), ""))
                    && where.test(asked);
            return gone ? memory.last(asked.id(), answered) : memory.saw(answered, asked.key());
          };
        });
  }

  /** One in which some methods do not ask whose a workflow is. */
  private static ProtocolMutant strange(String kind, String name, Set<String> methods) {
    return new ProtocolMutant(
        kind,
        name,
        () -> {
          ResponseHistory memory = new ResponseHistory();
          return (asked, simulator, post) ->
              memory.saw(
                  simulator.apply(
                      methods.contains(asked.method()) && !asked.id().isEmpty()
                          ? asked.withKey(memory.owner(asked.id(), asked.key()))
                          : asked),
                  asked.key());
        });
  }

  /** One that understands a request otherwise. */
  private static ProtocolMutant sending(
      String kind, String name, Predicate<Asked> where, Consumer<ObjectNode> spoil) {
    return of(
        kind,
        name,
        (asked, simulator, post) -> {
          if (where.test(asked) && asked.json() instanceof ObjectNode body && !body.isEmpty()) {
            spoil.accept(body);
            return simulator.apply(body.isEmpty() ? asked.withMethod("GET") : asked.withBody(body));
          }
          return simulator.apply(asked);
        });
  }

  private static ProtocolMutant called(String kind, String name, Consumer<ObjectNode> spoil) {
    return ProtocolMutant.calls(
        kind,
        name,
        (call, post) -> {
          ObjectNode body = (ObjectNode) call.json();
          spoil.accept(body);
          post.accept(call.withBody(body));
        });
  }

  private static void callBack(Asked asked, JsonNode workflow, Consumer<Asked> post) {
    String to = asked.json().path("webhook_url").asText();
    if (to.contains("?to=") && !workflow.isMissingNode()) {
      ObjectNode body =
          JSON.objectNode()
              .put("workflow_id", workflow.path("id").asText())
              .put("status", "success");
      body.set("customer_id", workflow.path("customer_id"));
      post.accept(
          new Asked("POST", to, Headers.of("Content-Type", "application/json"), ByteString.EMPTY)
              .withBody(body));
    }
  }

  private static Answered half(Answered answered) {
    return answered.withBody(answered.body().substring(0, answered.body().size() / 2));
  }

  private static JsonNode without(JsonNode body, String member) {
    if (body instanceof ObjectNode object) {
      object.remove(member);
    }
    return body;
  }

  private static JsonNode detail(JsonNode body, Consumer<ArrayNode> spoil) {
    if (body.path("detail") instanceof ArrayNode detail) {
      spoil.accept(detail);
    }
    return body;
  }

  private static void last(ArrayNode items, String text) {
    items.remove(items.size() - 1);
    items.add(text);
  }

  private static void replace(ObjectNode node, String member, String from, String to) {
    if (node.path(member).asText().equals(from)) {
      node.put(member, to);
    }
  }

  private static void replace(ObjectNode node, String member, int from, int to) {
    if (node.path(member).asInt() == from) {
      node.put(member, to);
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
