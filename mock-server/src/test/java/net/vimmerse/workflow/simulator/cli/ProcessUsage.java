package net.vimmerse.workflow.simulator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM on Linux uses at one moment.
 *
 * @param liveBytes the size of all objects in use, by {@code histogram}
 * @param histogram the classes whose objects take most, as jcmd prints them
 * @param threads the number of threads
 * @param descriptors the number of open files and connections
 * @param residentBytes the physical memory
 */
public record ProcessUsage(
    long liveBytes, String histogram, long threads, long descriptors, long residentBytes) {

  private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
  private static final int MAX_CLASSES = 25;

  /** Measures a process, whose garbage is collected. */
  public static ProcessUsage of(Process process) throws IOException {
    String histogram = histogram(process);
    Path directory = Path.of("/proc", String.valueOf(process.pid()));
    String status = Files.readString(directory.resolve("status"));
    try (Stream<Path> descriptors = Files.list(directory.resolve("fd"))) {
      return new ProcessUsage(
          number(TOTAL, histogram),
          String.join("\n", histogram.lines().limit(MAX_CLASSES).toList()),
          number(Pattern.compile("Threads:\\s+(\\d+)"), status),
          descriptors.count(),
          number(Pattern.compile("VmRSS:\\s+(\\d+)"), status) << 10);
    }
  }

  private static String histogram(Process process) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(process.pid()),
                "GC.class_histogram")
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + text);
    }
    return Long.parseLong(matcher.group(1));
  }
}
