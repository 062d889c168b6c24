package net.vimmerse.workflow.contract.observation;

import static net.vimmerse.workflow.contract.openapi.TemplateSchema.CREDITS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OPTIONS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.observation.ObservedWorkflow.ObservedStep;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.ChangeRule;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import net.vimmerse.workflow.contract.sequences.model.WebhookSpec;
import net.vimmerse.workflow.contract.sequences.runner.WebhookReceiver;
import net.vimmerse.workflow.contract.validation.JsonBody;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Creates workflows and follows each to its end. Thread-safe. */
public final class WorkflowObserver {
  private static final Duration WEBHOOK_WAIT = Duration.ofSeconds(5);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
  private static final String CONTENT_TYPE = "content_type";

  private final Target target;
  private final ResourceModel model;
  private final String input;
  private final Duration interval;
  private final Duration limit;
  private final @Nullable WebhookReceiver receiver;
  private final ServiceClock clock;

  /**
   * Creates an observer.
   *
   * @param input the URL of the input image
   * @param interval the time between two reads, which limits how exact the times are
   * @param limit how long to follow one workflow
   * @param receiver receives webhooks; null to request none
   * @param clock the time that passes between reads
   * @throws IllegalArgumentException when the document does not tell how a workflow changes
   */
  public WorkflowObserver(
      Target target,
      String input,
      Duration interval,
      Duration limit,
      @Nullable WebhookReceiver receiver,
      ServiceClock clock) {
    this.target = target;
    this.model = ResourceModel.of(target.document());
    this.input = input;
    this.interval = interval;
    this.limit = limit;
    this.receiver = receiver;
    this.clock = clock;
  }

  /**
   * Returns the body that creates a workflow of a template, with an input.
   *
   * @param mode the pipeline mode, by the option that selects it; the default if no option does
   * @param input the URL of the input image
   */
  public static ObjectNode body(
      Document document, TemplateSchema template, String mode, String input) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(document.templateProperty(), template.id());
    Map<String, SchemaNode> properties = ObjectSchema.of(template.schema()).properties();
    properties.forEach(
        (name, schema) -> {
          boolean texts = schema.child("items").text("type").filter("string"::equals).isPresent();
          if (texts) {
            body.putArray(name).add(input);
          }
        });
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    for (TemplateOption option : template.optionsByName().values()) {
      if (option.values().stream().anyMatch(it -> it.asText().equals(mode))
          && template.modes().has(mode)) {
        options.put(option.name(), mode);
      }
      option
          .schema()
          .text("x-input")
          .ifPresent(
              it -> options.put(option.name(), it.equals("image") ? input : "A red bottle."));
    }
    if (!options.isEmpty()) {
      body.set(OPTIONS, options);
    }
    return body;
  }

  /**
   * Creates a workflow and follows it to its end. A read that fails is repeated until the limit.
   *
   * @throws IOException when the server does not create the workflow, or the last read failed
   * @throws InterruptedException when the thread is interrupted
   */
  public ObservedWorkflow observe(TemplateSchema template, String mode)
      throws IOException, InterruptedException {
    ObjectNode body = body(target.document(), template, mode, input);
    String address = template.id() + "-" + mode;
    Optional<WebhookSpec> webhook = model.webhook().filter(it -> receiver != null);
    if (receiver != null) {
      webhook.ifPresent(it -> body.put(it.field(), receiver.url(address)));
    }
    CaseRequest request =
        CaseGenerator.smallest(target.document(), model.creation()).withBody(body);
    Duration created = clock.now();
    JsonNode state = state(target.send(request).exchange(), model.creation());
    Progress progress = new Progress(created);
    String id = model.id(state);
    Operation read = model.linked().get(Action.READ);
    String path = read.path().replace("{" + model.parameter() + "}", Operation.encodeSegment(id));
    CaseRequest reading = new CaseRequest("GET", path, Headers.EMPTY, true, ByteString.EMPTY);
    Optional<IOException> failure = Optional.empty();
    Duration pause = interval;
    boolean continues = progress.add(state);
    while (continues && progress.elapsed().compareTo(limit) < 0) {
      clock.await(shorter(pause, limit.minus(progress.elapsed())));
      try {
        state = state(target.send(reading).exchange(), read);
        continues = progress.add(state);
        failure = Optional.empty();
        pause = interval;
      } catch (IOException e) {
        failure = Optional.of(e);
        pause = pause.compareTo(MAX_PAUSE) < 0 ? shorter(pause.multipliedBy(2), MAX_PAUSE) : pause;
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    Optional<Boolean> came =
        webhook.isPresent() ? Optional.of(awaitWebhook(address)) : Optional.empty();
    return progress.workflow(template.id(), mode, state, came);
  }

  private boolean awaitWebhook(String address) throws InterruptedException {
    Duration end = clock.now().plus(WEBHOOK_WAIT);
    while (receiver != null && receiver.received(address).isEmpty()) {
      if (clock.now().compareTo(end) > 0) {
        return false;
      }
      clock.await(shorter(interval, Duration.ofMillis(100)));
    }
    return true;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Returns the state in a response, in either form. */
  private JsonNode state(RecordedExchange exchange, Operation operation) throws IOException {
    JsonNode response = JsonBody.parse(exchange.responseBody());
    JsonNode wrapped = model.state(response);
    JsonNode state = wrapped.isObject() ? wrapped : response;
    if (exchange.status() / 100 != 2 || model.id(state).isEmpty()) {
      String text = response.toString();
      throw new IOException(
          "%s got %d: %s"
              .formatted(
                  operation.id(),
                  exchange.status(),
                  text.length() > 200 ? text.substring(0, 200) + "…" : text));
    }
    return state;
  }

  /** What was seen of one workflow, and when. A change is taken to be midway between two reads. */
  private final class Progress {
    private final Duration created;
    private final List<ObservedStep> steps = new ArrayList<>();
    private final String grows = model.named(ChangeRule.GROWS).get(0);
    private final String outcome = model.named(ChangeRule.OUTCOME).get(0);
    private final String files = files();
    private Duration read = Duration.ZERO;
    private Duration changed = Duration.ZERO;
    private Duration start = Duration.ZERO;
    private @Nullable String first;

    Progress(Duration created) {
      this.created = created;
    }

    Duration elapsed() {
      return clock.now().minus(created);
    }

    /** Adds what is new in a state; returns false if the workflow has ended. */
    boolean add(JsonNode state) {
      Duration now = elapsed();
      Duration seen = first == null ? Duration.ZERO : read.plus(now).dividedBy(2);
      read = now;
      String status = model.status(state);
      if (first == null) {
        first = status;
      } else if (start.isZero() && changed.isZero() && !status.equals(first)) {
        start = seen;
        changed = seen;
      }
      JsonNode done = state.path(grows);
      int before = steps.size();
      int gained = done.size() - before;
      Duration each = gained > 0 ? seen.minus(changed).dividedBy(gained) : Duration.ZERO;
      for (int i = before; i < done.size(); i++) {
        steps.add(new ObservedStep(name(done.get(i)), types(done.get(i).path(files)), each));
        changed = seen;
      }
      return !model.statuses().isFinal(status);
    }

    /** Returns the property of a step with files of the same schema as the outcome's. */
    private String files() {
      SchemaNode file = model.properties().get(outcome).child("items");
      return ObjectSchema.of(model.properties().get(grows).child("items"))
          .properties()
          .entrySet()
          .stream()
          .filter(it -> it.getValue().child("items").pointer().equals(file.pointer()))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(outcome);
    }

    private String name(JsonNode step) {
      SchemaNode item = model.properties().get(grows).child("items");
      return ObjectSchema.of(item).properties().entrySet().stream()
          .filter(it -> it.getValue().child("x-outputs").exists())
          .map(it -> step.path(it.getKey()).asText())
          .findFirst()
          .orElse("");
    }

    ObservedWorkflow workflow(
        String template, String mode, JsonNode state, Optional<Boolean> webhook) {
      String status = model.status(state);
      return new ObservedWorkflow(
          template,
          mode,
          status,
          model.statuses().successStatus().equals(status),
          read,
          start,
          List.copyOf(steps),
          types(state.path(outcome)),
          Optional.of(state.path(CREDITS)).filter(JsonNode::isInt).map(JsonNode::intValue),
          webhook);
    }

    private static List<String> types(JsonNode files) {
      List<String> types = new ArrayList<>();
      files.forEach(it -> types.add(it.path(CONTENT_TYPE).asText()));
      return types;
    }
  }
}
