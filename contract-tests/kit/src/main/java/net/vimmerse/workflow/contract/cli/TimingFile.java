package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.contract.observation.ObservedWorkflow;
import net.vimmerse.workflow.contract.observation.TimingProfile;

/**
 * A timing profile that grows while workflows are observed. The file is read before each change,
 * since people may edit it meanwhile. Thread-safe.
 */
final class TimingFile {
  private final Path path;

  /** What could not be written yet. */
  private final List<ObservedWorkflow> unwritten = new ArrayList<>();

  private TimingFile(Path path) {
    this.path = path;
  }

  /**
   * Opens a file, which need not exist.
   *
   * @throws CliException when it is no timing profile, or cannot be written
   */
  static TimingFile open(Path path) throws CliException {
    try {
      TimingProfile.read(path);
    } catch (IOException | IllegalArgumentException e) {
      throw CliException.usage("--timing: %s: %s".formatted(path, e.getMessage()));
    }
    Path directory = path.toAbsolutePath().getParent();
    boolean exists = Files.exists(path);
    if (exists ? !Files.isWritable(path) : directory == null || !Files.isDirectory(directory)) {
      throw CliException.usage("--timing: cannot write " + path);
    }
    return new TimingFile(path);
  }

  /** Writes the times of a workflow, or keeps them for the next call if that is impossible. */
  synchronized void add(ObservedWorkflow workflow) {
    unwritten.add(workflow);
    try {
      write();
    } catch (IOException | IllegalArgumentException e) {
      // The file may be readable again later; finish() tells if it never was.
    }
  }

  /**
   * Writes what is not written yet.
   *
   * @throws CliException when the file cannot be read or written
   */
  synchronized void finish() throws CliException {
    if (unwritten.isEmpty()) {
      return;
    }
    try {
      write();
    } catch (IOException | IllegalArgumentException e) {
      throw CliException.usage(
          "--timing: cannot add %d workflows to %s (%s)"
              .formatted(unwritten.size(), path, e.getMessage()));
    }
  }

  private void write() throws IOException {
    TimingProfile profile = TimingProfile.read(path);
    unwritten.forEach(profile::add);
    String yaml = profile.yaml(LocalDate.now(ZoneOffset.UTC));
    Files.writeString(path, yaml, StandardCharsets.UTF_8);
    unwritten.clear();
  }
}
