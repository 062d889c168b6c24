package net.vimmerse.workflow.simulator.persistence;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown when the state file lacks records, or has others than were written. */
final class DamagedFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception whose message, for the user, starts with the path. */
  DamagedFileException(Path path, String damage, @Nullable Throwable cause) {
    super(path + " " + damage, cause);
  }
}
