package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.drift.TemplateListOperation;
import net.vimmerse.workflow.contract.execution.ParallelTasks;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.sequences.runner.WebhookReceiver;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Runs the sequences of a plan.
 *
 * @param clockMode selects the clock
 * @param inRealTime how many run in real time: those that take the least time
 * @param second the API key of a second account. In real time, commands of the second key are left
 *     out without it; on a simulator each sequence gets two new keys
 * @param webhooks true if the server can reach this machine's loopback address
 */
record SequenceRun(ClockMode clockMode, int inRealTime, Optional<ApiKey> second, boolean webhooks) {

  /** Returns the sequences that run. */
  List<CommandSequence> chosen(List<CommandSequence> planned, boolean simulated) {
    return simulated
        ? planned
        : planned.stream()
            .sorted(Comparator.comparing(CommandSequence::duration))
            .limit(inRealTime)
            .toList();
  }

  /** Returns the same with the key of a second account; empty when there is none. */
  SequenceRun with(Optional<ApiKey> second) {
    return new SequenceRun(clockMode, inRealTime, second, webhooks);
  }

  /**
   * Returns the same with a made-up second key, if there is none and a server on this machine
   * accepts any. Sends one free request to find out.
   */
  SequenceRun orMadeUp(HttpUrl url, ApiKey key, RunPlan plan, Budget budget) {
    Optional<Operation> list =
        TemplateListOperation.of(plan.document()).map(TemplateListOperation::operation);
    if (second.isPresent()
        || inRealTime == 0
        || !ServerOptions.isLocal(url)
        || list.isEmpty()
        || budget.take(new Cost(1, 0)).isPresent()) {
      return this;
    }
    ApiKey other = new ApiKey(key.value() + "-other", key.variable() + "-other");
    CaseRequest request =
        new CaseRequest("GET", list.get().path(), Headers.EMPTY, true, ByteString.EMPTY);
    try (Target target =
        Target.of("made-up key", url, other.value(), ContractValidator.of(plan.document()))) {
      return target.send(request).exchange().status() / 100 == 2
          ? new SequenceRun(clockMode, inRealTime, Optional.of(other), webhooks)
          : this;
    } catch (IOException e) {
      return this;
    }
  }

  /**
   * Describes how the sequences ran.
   *
   * @param planned how many were planned
   * @param played how many ran
   */
  String fact(int planned, long played, boolean simulated) {
    if (played == 0) {
      return "none: "
          + (planned == 0 ? "none was planned" : "0 of %d were played".formatted(planned));
    }
    return (played < planned ? played + " of " + planned + " were played" : "" + played)
        + (simulated
            ? ", on the simulator's clock"
            : ", in real time, with " + (second.isPresent() ? "two keys" : "one key"))
        + (webhooks ? "" : "; without webhooks, since the target cannot reach this machine");
  }

  /**
   * Runs the sequences. One that exceeds the budget is skipped, never sent.
   *
   * @param sequences the sequences
   * @param charged returns the credits that a result has cost
   * @throws InterruptedException when the thread is interrupted
   */
  List<TestResult> results(
      Target server,
      ApiKey key,
      RunPlan plan,
      List<CommandSequence> sequences,
      Budget budget,
      boolean simulated,
      int parallelism,
      ToLongFunction<TestResult> charged,
      PrintWriter progress)
      throws InterruptedException {
    if (sequences.isEmpty()) {
      return List.of();
    }
    if (!simulated) {
      Duration time = RunPlan.time(sequences).dividedBy(Math.min(parallelism, sequences.size()));
      progress.printf(
          "  running %d sequences in real time, about %s%n", sequences.size(), RunPlan.text(time));
      progress.flush();
    }
    ProgressPrinter done = new ProgressPrinter(progress, SequenceRunner.GROUP, sequences.size());
    try (@Nullable WebhookReceiver receiver = webhooks ? WebhookReceiver.start() : null) {
      SequenceRunner all = SequenceRunner.of(plan.document(), environments(server, simulated));
      SequenceRunner shrinking = receiver == null ? all : all.withWebhooks(receiver);
      boolean shrinks = simulated && !budget.isLimited();
      SequenceRunner runner = shrinks ? shrinking : shrinking.goingOn();
      List<Callable<TestResult>> tasks = new ArrayList<>();
      for (CommandSequence sequence : sequences) {
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
    Cost used = new Cost(result.exchanges().size(), charged.applyAsLong(result));
    if (budget.isLimited() && used.credits() > most.credits()) {
      budget.stop(result.name() + " created more than was planned");
    }
    if (result.outcome() == Outcome.FAILED) {
      // A request without a response may still have been charged: nothing is released.
      return reproducible(result, key, simulated);
    }
    budget.giveBack(most.minus(used));
    return result.outcome() == Outcome.PASSED && result.exchanges().isEmpty()
        ? skipped(
            sequence, "has commands of the second key only, and --second-api-key-env is not set")
        : result;
  }

  private static TestResult skipped(CommandSequence sequence, String why) {
    return TestResult.skipped(SequenceRunner.GROUP, sequence.name(), why);
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
        result.failures(),
        result.exchanges(),
        keys + "\n" + result.reproduction(),
        result.elapsed());
  }
}
