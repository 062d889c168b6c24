package net.vimmerse.workflow.contract.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A child process that never outlives this JVM: {@link #close} or the end of the JVM ends it and
 * its own children. Its output is read continuously, so it never blocks on a full pipe.
 * Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CountDownLatch spoken = new CountDownLatch(1);
  private final CountDownLatch silent = new CountDownLatch(1);
  private final Thread atExit = new Thread(this::kill, "end of a child process");

  private ChildProcess(Process process, Predicate<String> sign) {
    this.process = process;
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is already shutting down.
    }
    Thread reader = new Thread(() -> read(sign), "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a program without input; its errors are part of its output. */
  static ChildProcess start(List<String> command, Path directory, Map<String, String> environment)
      throws IOException {
    return start(command, directory, environment, line -> false);
  }

  /**
   * Starts a program.
   *
   * @param sign tells the line of output that {@link #awaitSign} waits for
   * @throws IOException when there is no such program
   */
  public static ChildProcess start(
      List<String> command, Path directory, Map<String, String> environment, Predicate<String> sign)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new ChildProcess(process, sign);
  }

  private void read(Predicate<String> sign) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (sign.test(line)) {
          spoken.countDown();
        }
      }
    } catch (IOException | UncheckedIOException e) {
      output.add("(output lost: " + e.getMessage() + ")");
    } finally {
      silent.countDown();
      spoken.countDown();
    }
  }

  /**
   * Waits for the sign, for the end of the program or for the time limit, whichever is first.
   *
   * @return whether the program gave the sign, or any last words, and is still alive
   */
  public boolean awaitSign(Duration limit) throws InterruptedException {
    return spoken.await(limit.toMillis(), TimeUnit.MILLISECONDS) && process.isAlive();
  }

  /** Waits for the program to end, and returns whether it has: then its output is complete. */
  boolean endsWithin(Duration limit) throws InterruptedException {
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (ended) {
      silent.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    }
    return ended;
  }

  /**
   * Waits for the program to end.
   *
   * @param meanwhile told the time gone by, every ten seconds
   * @return whether it ended by itself, with 0, before the time limit
   */
  boolean succeeds(Duration limit, Consumer<Duration> meanwhile) throws InterruptedException {
    Duration step = Duration.ofSeconds(10);
    Duration gone = Duration.ZERO;
    while (gone.compareTo(limit) < 0) {
      Duration next = limit.minus(gone).compareTo(step) < 0 ? limit.minus(gone) : step;
      if (endsWithin(next)) {
        return process.exitValue() == 0;
      }
      gone = gone.plus(next);
      meanwhile.accept(gone);
    }
    output.add("(no end after " + limit.toSeconds() + " s)");
    kill();
    return false;
  }

  /** Returns the output so far. */
  public String output() {
    return String.join("\n", output);
  }

  /** Asks the program to end, as Ctrl-C or a service manager does. */
  void terminate() {
    process.destroy();
  }

  /** Returns the exit code of an ended program. */
  int exitCode() {
    return process.exitValue();
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is shutting down, so the hook runs.
    }
  }
}
