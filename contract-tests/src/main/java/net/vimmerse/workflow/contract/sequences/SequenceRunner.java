package net.vimmerse.workflow.contract.sequences;

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
import net.vimmerse.workflow.contract.Document;
import net.vimmerse.workflow.contract.run.Result;
import net.vimmerse.workflow.contract.run.Result.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Plays sequences and says what came of them. Thread-safe, if its stages are.
 *
 * <pre>{@code
 * SequenceRunner runner = SequenceRunner.of(document, Stage.simulator(target, url));
 * List<Result> results = Sequences.of(document).from(seed, 100).stream().map(runner::run).toList();
 * }</pre>
 */
public final class SequenceRunner {
  /** What the results of sequences belong to. */
  public static final String GROUP = "sequences";

  private final Lifecycle lifecycle;
  private final Stage.Source stages;
  private final @Nullable Receiver receiver;
  private final boolean shrinking;
  private final JsonNode anyUpdate;
  private final List<Property> properties;
  private final Map<String, AtomicInteger> held = new ConcurrentHashMap<>();

  private SequenceRunner(
      Lifecycle lifecycle, Stage.Source stages, @Nullable Receiver receiver, boolean shrinking) {
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
  public static SequenceRunner of(Document document, Stage.Source stages) {
    return new SequenceRunner(
        new Lifecycle(requireNonNull(document, "document == null")),
        requireNonNull(stages, "stages == null"),
        null,
        true);
  }

  /** The same with call-backs: to be used when the server can reach the receiver. */
  public SequenceRunner calledBackAt(Receiver receiver) {
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

  private static List<Property> properties(Lifecycle lifecycle) {
    List<Property> all = new ArrayList<>(new AnswerProperties(lifecycle).all());
    all.addAll(new StateProperties(lifecycle).all());
    lifecycle
        .callBack()
        .ifPresent(form -> all.addAll(new CallBackProperties(lifecycle, form).all()));
    return List.copyOf(all);
  }

  private static JsonNode anyUpdate(Lifecycle lifecycle) {
    SplittableRandom random = new SplittableRandom(0);
    Values values = new Values(lifecycle.document());
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
  public Result run(Sequence sequence) {
    long start = System.nanoTime();
    Attempt attempt = attempt(sequence);
    if (attempt.broken() == null) {
      return result(sequence, attempt, sequence, start);
    }
    Sequence smallest = sequence;
    if (shrinking) {
      smallest = new Shrinking(it -> breaksTheSame(attempt, attempt(it))).shrink(sequence);
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

  private Attempt attempt(Sequence sequence) {
    Play play;
    try {
      play = new Play(lifecycle, properties, stages.next(), receiver, anyUpdate);
    } catch (IOException e) {
      return new Attempt(null, null, "The server is not there: " + e.getMessage());
    }
    try {
      play.play(sequence);
      play.held()
          .forEach(name -> held.computeIfAbsent(name, it -> new AtomicInteger()).incrementAndGet());
      return new Attempt(play, null, "");
    } catch (BrokenException e) {
      return new Attempt(play, e, "");
    } catch (CannotGoOnException e) {
      return new Attempt(play, null, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Attempt(play, null, "Time cannot pass: " + e.getMessage());
    }
  }

  private static Result result(Sequence sequence, Attempt attempt, Sequence smallest, long start) {
    BrokenException broken = attempt.broken();
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
    return new Result(
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
  private record Attempt(@Nullable Play play, @Nullable BrokenException broken, String obstacle) {}
}
