package net.vimmerse.workflow.contract.sequences.runner;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.execution.Shrinker;
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
import net.vimmerse.workflow.contract.sequences.runner.SequenceExecution.Evidence;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import org.jspecify.annotations.Nullable;

/**
 * Runs command sequences and evaluates the invariants. Thread-safe if its environments are.
 *
 * <pre>{@code
 * SequenceRunner runner = SequenceRunner.of(document, Environment.simulator(target, url));
 * List<TestResult> results =
 *     SequenceGenerator.of(document).from(seed, 100).stream().map(runner::run).toList();
 * }</pre>
 */
public final class SequenceRunner {
  /** The group of the results of sequences. */
  public static final String GROUP = "sequences";

  private static final int MAX_TRIES = 300;

  private final ResourceModel model;
  private final Environment.Source environments;
  private final @Nullable WebhookReceiver receiver;
  private final boolean shrinking;
  private final boolean goesOn;
  private final JsonNode anyUpdate;
  private final List<Invariant> invariants;
  private final Map<String, AtomicInteger> applied = new ConcurrentHashMap<>();

  private SequenceRunner(
      ResourceModel model,
      Environment.Source environments,
      @Nullable WebhookReceiver receiver,
      boolean shrinking,
      boolean goesOn) {
    this.model = model;
    this.environments = environments;
    this.receiver = receiver;
    this.shrinking = shrinking;
    this.goesOn = goesOn;
    this.anyUpdate = anyUpdate(model);
    this.invariants = invariants(model);
  }

  /**
   * Creates a runner without webhooks that shrinks failures.
   *
   * @throws IllegalArgumentException when the document does not describe behaviour over time
   */
  public static SequenceRunner of(Document document, Environment.Source environments) {
    return new SequenceRunner(
        ResourceModel.of(requireNonNull(document, "document == null")),
        requireNonNull(environments, "environments == null"),
        null,
        true,
        false);
  }

  /** Returns a runner with webhooks, for a server that can reach the receiver. */
  public SequenceRunner withWebhooks(WebhookReceiver receiver) {
    return new SequenceRunner(model, environments, receiver, shrinking, goesOn);
  }

  /** Returns a runner that does not repeat failed sequences to shrink them. */
  public SequenceRunner withoutShrinking() {
    return new SequenceRunner(model, environments, receiver, false, goesOn);
  }

  /**
   * Returns a runner that does not end a sequence at its first violation, so that one does not hide
   * another, and therefore does not shrink it.
   */
  public SequenceRunner goingOn() {
    return new SequenceRunner(model, environments, receiver, false, true);
  }

  /** Returns the invariants: a description for each name. */
  public Map<String, String> invariants() {
    Map<String, String> sentences = new LinkedHashMap<>();
    invariants.forEach(it -> sentences.put(it.id().key(), it.id().sentence()));
    return sentences;
  }

  /** Returns how many sequences each invariant applied to; those that never applied are missing. */
  public Map<String, Integer> applied() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    invariants.forEach(
        invariant -> {
          AtomicInteger count = applied.get(invariant.id().key());
          if (count != null) {
            counts.put(invariant.id().key(), count.get());
          }
        });
    return counts;
  }

  private static List<Invariant> invariants(ResourceModel model) {
    List<Invariant> all = new ArrayList<>(new ResponseInvariants(model).all());
    all.addAll(new StateInvariants(model).all());
    model.webhook().ifPresent(form -> all.addAll(new WebhookInvariants(model, form).all()));
    return List.copyOf(all);
  }

  private static JsonNode anyUpdate(ResourceModel model) {
    SplittableRandom random = new SplittableRandom(0);
    ValueGenerator values = new ValueGenerator(model.document());
    JsonNode body = values.validObject(model.update(), random);
    while (body.isEmpty()) {
      body = values.validObject(model.update(), random);
    }
    return body;
  }

  /**
   * Runs a sequence. The result of a failure is that of the smallest sequence found to violate the
   * same invariant; its message lists the commands. A runner that does not shrink lists those that
   * were executed until then, without those about other resources.
   */
  public TestResult run(CommandSequence sequence) {
    long start = System.nanoTime();
    Attempt attempt = attempt(sequence);
    if (attempt.violated() == null) {
      return result(sequence, attempt, sequence, start);
    }
    CommandSequence smallest = sequence;
    if (shrinking) {
      smallest =
          new Shrinker<>(
                  SequenceReducer::candidates,
                  it -> violatesTheSame(attempt, attempt(it)),
                  MAX_TRIES)
              .shrink(sequence);
      Attempt again = attempt(smallest);
      if (violatesTheSame(attempt, again)) {
        return result(sequence, again, smallest, start);
      }
    }
    return result(sequence, attempt, sequence, start);
  }

  private static boolean violatesTheSame(Attempt one, Attempt other) {
    return one.violated() != null
        && other.violated() != null
        && one.violated().isLike(other.violated());
  }

  private Attempt attempt(CommandSequence sequence) {
    SequenceExecution execution;
    try {
      execution =
          new SequenceExecution(
              model, invariants, environments.next(), receiver, anyUpdate, goesOn);
    } catch (IOException e) {
      return new Attempt(null, null, "The server is unreachable: " + e.getMessage());
    }
    try {
      execution.run(sequence);
      execution
          .applied()
          .forEach(
              name -> applied.computeIfAbsent(name, it -> new AtomicInteger()).incrementAndGet());
      return new Attempt(execution, null, "");
    } catch (InvariantViolation e) {
      return new Attempt(execution, e, "");
    } catch (SequenceAbortedException e) {
      return new Attempt(execution, null, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Attempt(execution, null, "The clock cannot be advanced: " + e.getMessage());
    }
  }

  private TestResult result(
      CommandSequence sequence, Attempt attempt, CommandSequence smallest, long start) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    SequenceExecution execution = attempt.execution();
    List<ValidationResult> exchanges = execution == null ? List.of() : execution.validations();
    List<Evidence> found = new ArrayList<>();
    if (execution != null) {
      found.addAll(execution.found());
      if (attempt.violated() != null) {
        found.add(execution.evidence(attempt.violated()));
      }
    }
    if (execution == null || (found.isEmpty() && !attempt.obstacle().isEmpty())) {
      return new TestResult(
          GROUP,
          sequence.name(),
          Outcome.SKIPPED,
          attempt.obstacle(),
          List.of(),
          exchanges,
          "",
          elapsed);
    }
    if (found.isEmpty()) {
      String unseen = String.join(", ", execution.unseen());
      return new TestResult(
          GROUP, sequence.name(), Outcome.PASSED, unseen, List.of(), exchanges, "", elapsed);
    }
    return TestResult.of(
        GROUP,
        sequence.name(),
        found.stream().map(it -> explained(it, smallest)).toList(),
        exchanges,
        script(execution.script(), found),
        elapsed);
  }

  /** Returns a failure with the meaning of the invariant and the commands that lead to it. */
  private Failure explained(Evidence evidence, CommandSequence smallest) {
    Failure failure = evidence.violation().failure();
    String seed = smallest.seed().isPresent() ? ", from seed " + smallest.seed().getAsLong() : "";
    String message =
        "%s%n%s%n%s%s:%n%s"
            .formatted(
                failure.message(),
                evidence.violation().invariant().sentence(),
                shrinking ? "Reproduced by these commands" : "Seen after these commands",
                seed,
                shrinking ? smallest : evidence.commands().about(evidence.subjects()));
    return new Failure(failure.kind(), failure.cause(), message, failure.exchange());
  }

  /** Returns the script up to the last violation, without the resources that none is about. */
  private String script(ShellScript script, List<Evidence> found) {
    Set<String> names = new HashSet<>();
    if (!shrinking && found.stream().noneMatch(it -> it.subjects().isEmpty())) {
      found.forEach(it -> names.addAll(it.subjects()));
    }
    return script.text(found.stream().mapToInt(Evidence::lines).max().orElse(0), names);
  }

  /**
   * One run of a sequence.
   *
   * @param execution the execution; null when there was no environment
   * @param violated the violation that ended it; null when there was none
   * @param obstacle why it did not run to its end; empty when it did, or violated something
   */
  private record Attempt(
      @Nullable SequenceExecution execution,
      @Nullable InvariantViolation violated,
      String obstacle) {}
}
