package net.vimmerse.workflow.contract.sequences.runner;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.sequences.generator.SequenceReducer;
import net.vimmerse.workflow.contract.sequences.generator.ValueGenerator;
import net.vimmerse.workflow.contract.sequences.invariants.Invariant;
import net.vimmerse.workflow.contract.sequences.invariants.InvariantViolation;
import net.vimmerse.workflow.contract.sequences.invariants.ResponseInvariants;
import net.vimmerse.workflow.contract.sequences.invariants.StateInvariants;
import net.vimmerse.workflow.contract.sequences.invariants.WebhookInvariants;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import org.jspecify.annotations.Nullable;

/**
 * Plays sequences and says what came of them. Thread-safe, if its stages are.
 *
 * <pre>{@code
 * SequenceRunner runner = SequenceRunner.of(document, Environment.simulator(target, url));
 * List<TestResult> results = SequenceGenerator.of(document).from(seed, 100).stream().map(runner::run).toList();
 * }</pre>
 */
public final class SequenceRunner {
  /** What the results of sequences belong to. */
  public static final String GROUP = "sequences";

  private final ResourceModel lifecycle;
  private final Environment.Source stages;
  private final @Nullable WebhookReceiver receiver;
  private final boolean shrinking;
  private final JsonNode anyUpdate;
  private final List<Invariant> properties;
  private final Map<String, AtomicInteger> held = new ConcurrentHashMap<>();

  private SequenceRunner(
      ResourceModel lifecycle,
      Environment.Source stages,
      @Nullable WebhookReceiver receiver,
      boolean shrinking) {
    this.lifecycle = lifecycle;
    this.stages = stages;
    this.receiver = receiver;
    this.shrinking = shrinking;
    this.anyUpdate = anyUpdate(lifecycle);
    this.properties = properties(lifecycle);
  }

  /**
   * A runner that asks for no call-backs, and looks for the smallest sequence that fails.
   *
   * @throws IllegalArgumentException when the document does not say enough of behaviour over time
   */
  public static SequenceRunner of(Document document, Environment.Source stages) {
    return new SequenceRunner(
        new ResourceModel(requireNonNull(document, "document == null")),
        requireNonNull(stages, "stages == null"),
        null,
        true);
  }

  /** The same with call-backs: to be used when the server can reach the receiver. */
  public SequenceRunner calledBackAt(WebhookReceiver receiver) {
    return new SequenceRunner(lifecycle, stages, receiver, shrinking);
  }

  /** The same without replaying what failed, which costs as much again each time. */
  public SequenceRunner withoutShrinking() {
    return new SequenceRunner(lifecycle, stages, receiver, false);
  }

  /** What is held against every moment: a sentence for each name. */
  public Map<String, String> properties() {
    Map<String, String> sentences = new LinkedHashMap<>();
    properties.forEach(property -> sentences.put(property.name(), property.sentence()));
    return sentences;
  }

  /** How often each property had something to say so far; a property that never had is missing. */
  public Map<String, Integer> held() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    properties.forEach(
        property -> {
          AtomicInteger count = held.get(property.name());
          if (count != null) {
            counts.put(property.name(), count.get());
          }
        });
    return counts;
  }

  private static List<Invariant> properties(ResourceModel lifecycle) {
    List<Invariant> all = new ArrayList<>(new ResponseInvariants(lifecycle).all());
    all.addAll(new StateInvariants(lifecycle).all());
    lifecycle
        .callBack()
        .ifPresent(form -> all.addAll(new WebhookInvariants(lifecycle, form).all()));
    return List.copyOf(all);
  }

  private static JsonNode anyUpdate(ResourceModel lifecycle) {
    SplittableRandom random = new SplittableRandom(0);
    ValueGenerator values = new ValueGenerator(lifecycle.document());
    JsonNode body = values.object(lifecycle.update(), Set.of(), random);
    while (body.isEmpty() || !lifecycle.document().validate(lifecycle.update(), body).isEmpty()) {
      body = values.object(lifecycle.update(), Set.of(), random);
    }
    return body;
  }

  /**
   * Plays a sequence. When it fails, the result is that of the smallest sequence that was found to
   * break the same property; its message is the list of steps.
   */
  public TestResult run(CommandSequence sequence) {
    long start = System.nanoTime();
    Attempt attempt = attempt(sequence);
    if (attempt.broken() == null) {
      return result(sequence, attempt, sequence, start);
    }
    CommandSequence smallest = sequence;
    if (shrinking) {
      smallest = new SequenceReducer(it -> breaksTheSame(attempt, attempt(it))).shrink(sequence);
      Attempt again = attempt(smallest);
      if (breaksTheSame(attempt, again)) {
        return result(sequence, again, smallest, start);
      }
    }
    return result(sequence, attempt, sequence, start);
  }

  private static boolean breaksTheSame(Attempt one, Attempt other) {
    return one.broken() != null
        && other.broken() != null
        && one.broken().property().name().equals(other.broken().property().name());
  }

  private Attempt attempt(CommandSequence sequence) {
    SequenceExecution play;
    try {
      play = new SequenceExecution(lifecycle, properties, stages.next(), receiver, anyUpdate);
    } catch (IOException e) {
      return new Attempt(null, null, "The server is not there: " + e.getMessage());
    }
    try {
      play.play(sequence);
      play.held()
          .forEach(name -> held.computeIfAbsent(name, it -> new AtomicInteger()).incrementAndGet());
      return new Attempt(play, null, "");
    } catch (InvariantViolation e) {
      return new Attempt(play, e, "");
    } catch (SequenceAbortedException e) {
      return new Attempt(play, null, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Attempt(play, null, "Time cannot pass: " + e.getMessage());
    }
  }

  private static TestResult result(
      CommandSequence sequence, Attempt attempt, CommandSequence smallest, long start) {
    InvariantViolation broken = attempt.broken();
    Outcome outcome =
        broken != null
            ? Outcome.FAILED
            : attempt.obstacle().isEmpty() ? Outcome.PASSED : Outcome.SKIPPED;
    String message =
        broken == null
            ? attempt.obstacle()
            : "%s: %s%n%s%nSeen after these steps, from seed %d:%n%s"
                .formatted(
                    broken.property().name(),
                    broken.getMessage(),
                    broken.property().sentence(),
                    sequence.seed(),
                    smallest);
    return new TestResult(
        GROUP,
        sequence.name(),
        outcome,
        message,
        attempt.play() == null ? List.of() : attempt.play().verdicts(),
        broken == null ? "" : attempt.play().script().toString(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * One playing of a sequence.
   *
   * @param play what was played; null when there was no stage
   * @param broken what did not hold; null when all did
   * @param obstacle why it was not played to its end; empty when it was, or broke something
   */
  private record Attempt(
      @Nullable SequenceExecution play, @Nullable InvariantViolation broken, String obstacle) {}
}
