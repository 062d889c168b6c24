package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import net.vimmerse.workflow.contract.execution.ParallelTasks;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.sequences.runner.WebhookReceiver;
import org.jspecify.annotations.Nullable;

/**
 * Runs the sequences of a plan.
 *
 * @param clockMode selects the clock
 * @param inRealTimeToo true to run them in real time as well, otherwise on a simulator only
 * @param second the API key of a second account. In real time, commands of the second key are left
 *     out without it; on a simulator each sequence gets two new keys
 * @param webhooks true if the server can reach this machine's loopback address
 */
record SequenceRun(
    ClockMode clockMode, boolean inRealTimeToo, Optional<ApiKey> second, boolean webhooks) {

  /** Returns true if sequences run. */
  boolean isDue(boolean simulated) {
    return simulated || inRealTimeToo;
  }

  /** Describes how the sequences ran. */
  String fact(int sequences, boolean simulated) {
    if (sequences == 0 || !isDue(simulated)) {
      return "none: "
          + (sequences == 0
              ? "behaviour over time was not tested"
              : "no simulator, and --sequences is not set");
    }
    return sequences
        + (simulated
            ? ", on the simulator's clock"
            : ", in real time, with " + (second.isPresent() ? "two keys" : "one key"))
        + (webhooks ? "" : "; without webhooks, since the target cannot reach this machine");
  }

  /**
   * Runs the sequences. One that exceeds the budget is skipped, never sent.
   *
   * @param charged returns the credits that a result has cost
   * @throws InterruptedException when the thread is interrupted
   */
  List<TestResult> results(
      Target server,
      ApiKey key,
      RunPlan plan,
      Budget budget,
      boolean simulated,
      int parallelism,
      ToLongFunction<TestResult> charged,
      PrintWriter progress)
      throws InterruptedException {
    if (!simulated) {
      progress.printf(
          "  running %d sequences in real time, about %s%n",
          plan.sequences().size(), RunPlan.text(plan.time().dividedBy(parallelism)));
      progress.flush();
    }
    ProgressPrinter done =
        new ProgressPrinter(progress, SequenceRunner.GROUP, plan.sequences().size());
    try (@Nullable WebhookReceiver receiver = webhooks ? WebhookReceiver.start() : null) {
      SequenceRunner all = SequenceRunner.of(plan.document(), environments(server, simulated));
      SequenceRunner shrinking = receiver == null ? all : all.withWebhooks(receiver);
      boolean shrinks = simulated && !budget.isLimited();
      SequenceRunner runner = shrinks ? shrinking : shrinking.withoutShrinking();
      List<Callable<TestResult>> tasks = new ArrayList<>();
      for (CommandSequence sequence : plan.sequences()) {
        tasks.add(
            () -> {
              TestResult result = result(runner, sequence, key, plan, budget, simulated, charged);
              done.done(result);
              return result;
            });
      }
      return ParallelTasks.run(tasks, parallelism);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot listen on the loopback address", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A sequence could not be run", e.getCause());
    }
  }

  private Environment.Source environments(Target server, boolean simulated) {
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
    Cost most = plan.costs().of(sequence);
    Optional<String> rejection = budget.take(most);
    if (rejection.isPresent()) {
      return skipped(sequence, rejection.get());
    }
    TestResult result = runner.run(sequence);
    if (result.outcome() == Outcome.FAILED) {
      // A request without a response may still have been charged: nothing is released.
      return reproducible(result, key, simulated);
    }
    Cost used = new Cost(result.exchanges().size(), charged.applyAsLong(result));
    budget.giveBack(most.minus(used));
    return result.outcome() == Outcome.PASSED && result.exchanges().isEmpty()
        ? skipped(
            sequence, "has commands of the second key only, and --second-api-key-env is not set")
        : result;
  }

  private static TestResult skipped(CommandSequence sequence, String why) {
    return new TestResult(
        SequenceRunner.GROUP, sequence.name(), Outcome.SKIPPED, why, List.of(), "", Duration.ZERO);
  }

  /**
   * Adds a line that sets the key variables, so that the reproduction can be pasted into a shell.
   */
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
}
