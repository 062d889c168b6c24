package net.vimmerse.workflow.simulator.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulator as a program in a process of its own. */
public final class SimulatorProcess implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("http://\\S+");

  private final Process process;
  private final BufferedReader out;
  private final String url;

  private SimulatorProcess(Process process) throws IOException {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    Matcher matcher = URL.matcher(line == null ? "" : line);
    if (!matcher.find()) {
      process.destroyForcibly();
      throw new IOException("the simulator did not start: " + line);
    }
    this.url = matcher.group();
  }

  /** Returns the command that runs the program, on a free port, with these options. */
  public static List<String> command(List<String> jvmOptions, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("--port=0");
    command.addAll(List.of(options));
    return command;
  }

  /** Starts the program with these options; returns when it accepts requests. */
  public static SimulatorProcess start(String... options) throws IOException {
    return start(
        new ProcessBuilder(command(List.of(), options))
            .redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /** Starts the program by a process that runs {@link #command}. */
  public static SimulatorProcess start(ProcessBuilder builder) throws IOException {
    return new SimulatorProcess(builder.start());
  }

  public String url() {
    return url;
  }

  public Process process() {
    return process;
  }

  /** Kills the process as {@code kill -9} does, and returns when it has ended. */
  @Override
  public void close() throws IOException {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.close();
  }
}
