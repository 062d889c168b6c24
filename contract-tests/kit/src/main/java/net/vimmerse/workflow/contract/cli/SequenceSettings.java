package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.sequences.runner.WebhookReceiver;

/**
 * How sequences are played.
 *
 * @param pace how their time goes by
 * @param anywhere whether they are played in real time, too; otherwise on a simulator only
 * @param second the key of the second caller. In real time its steps are left out when there is
 *     none; a simulator gets two new keys for each sequence, whatever this is
 * @param calledBack whether the server can reach this machine's loopback address
 */
record SequenceSettings(
    ClockMode pace, boolean anywhere, Optional<ApiKey> second, boolean calledBack) {

  /** Whether any are played. */
  boolean plays(boolean simulated) {
    return simulated || anywhere;
  }

  /** In which way they are played, for people. */
  String fact(int sequences, boolean simulated) {
    if (sequences == 0 || !plays(simulated)) {
      return "none: "
          + (sequences == 0
              ? "what changes over time was not tried"
              : "no simulator, and --sequences was not given");
    }
    return sequences
        + (simulated
            ? ", the simulator's clock put forward"
            : ", in real time, with " + (second.isPresent() ? "two keys" : "one key only"))
        + (calledBack ? "" : "; nothing is said of call-backs, for which the target is too far");
  }

  /**
   * Plays sequences. What the budget does not bear is skipped, never sent.
   *
   * @param charged the credits that a result has cost
   * @throws InterruptedException when the thread is interrupted
   */
  List<TestResult> results(
      Target server,
      ApiKey key,
      RunPlan plan,
      Budget budget,
      boolean simulated,
      int atOnce,
      ToLongFunction<TestResult> charged,
      PrintWriter progress)
      throws InterruptedException {
    if (!simulated) {
      progress.printf(
          "  playing %d sequences in real time, about %s%n",
          plan.sequences().size(), RunPlan.text(plan.time().dividedBy(atOnce)));
      progress.flush();
    }
    ProgressPrinter done =
        new ProgressPrinter(progress, SequenceRunner.GROUP, plan.sequences().size());
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try (Calls calls = Calls.taken(calledBack)) {
      SequenceRunner runner =
          calls.to(SequenceRunner.of(plan.document(), stages(server, simulated)));
      boolean once = budget.isLimited() || !simulated;
      SequenceRunner player = once ? runner.withoutShrinking() : runner;
      List<Callable<TestResult>> tasks = new ArrayList<>();
      for (CommandSequence sequence : plan.sequences()) {
        tasks.add(
            () -> {
              TestResult result = result(player, sequence, key, plan, budget, simulated, charged);
              done.done(result);
              return result;
            });
      }
      List<TestResult> results = new ArrayList<>();
      for (Future<TestResult> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A sequence could not be played", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Environment.Source stages(Target server, boolean simulated) {
    if (simulated) {
      return Environment.simulator(server, server.url());
    }
    List<Target> keys = new ArrayList<>(List.of(server));
    second.ifPresent(it -> keys.add(server.withKey(it.value())));
    return Environment.real(keys);
  }

  private TestResult result(
      SequenceRunner runner,
      CommandSequence sequence,
      ApiKey key,
      RunPlan plan,
      Budget budget,
      boolean simulated,
      ToLongFunction<TestResult> charged) {
    Cost most = plan.prices().of(sequence);
    Optional<String> refusal = budget.take(most);
    if (refusal.isPresent()) {
      return skipped(sequence, refusal.get());
    }
    TestResult result = runner.run(sequence);
    if (result.outcome() == Outcome.FAILED) {
      // What was not answered may have been taken all the same: nothing is given back.
      return reproducible(result, key, simulated);
    }
    Cost used = new Cost(result.exchanges().size(), charged.applyAsLong(result));
    budget.giveBack(most.minus(used));
    return result.outcome() == Outcome.PASSED && result.exchanges().isEmpty()
        ? skipped(sequence, "is about the second key alone, and --second-key-env names none")
        : result;
  }

  private static TestResult skipped(CommandSequence sequence, String why) {
    return new TestResult(
        SequenceRunner.GROUP, sequence.name(), Outcome.SKIPPED, why, List.of(), "", Duration.ZERO);
  }

  /** With a line that sets the keys, so that the lines can be pasted as they are. */
  private TestResult reproducible(TestResult result, ApiKey key, boolean simulated) {
    String keys =
        simulated
            ? "API_KEY=again-$RANDOM$RANDOM-a; OTHER_API_KEY=again-$RANDOM$RANDOM-b"
            : "API_KEY=" + key + second.map(it -> "; OTHER_API_KEY=" + it).orElse("");
    return new TestResult(
        result.group(),
        result.name(),
        result.outcome(),
        result.message(),
        result.exchanges(),
        keys + "\n" + result.reproduction(),
        result.elapsed());
  }

  /** A receiver of call-backs, or none. */
  private record Calls(Optional<WebhookReceiver> receiver) implements AutoCloseable {
    static Calls taken(boolean wanted) {
      try {
        return new Calls(wanted ? Optional.of(WebhookReceiver.start()) : Optional.empty());
      } catch (IOException e) {
        throw new IllegalStateException("This machine's loopback address cannot be had", e);
      }
    }

    SequenceRunner to(SequenceRunner runner) {
      return receiver.map(runner::calledBackAt).orElse(runner);
    }

    @Override
    public void close() {
      receiver.ifPresent(WebhookReceiver::close);
    }
  }
}
