package net.vimmerse.workflow.simulator.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the simulator cannot start with the files or directories it was given. The message is
 * one line for the user.
 */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public StartupException(String message) {
    super(message);
  }

  /** Returns the cause of a failure with a file, in words for the user. */
  public static String causeOf(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "there is a file of this name";
    }
    String message =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return message == null ? "an input or output error" : message;
  }

  /** Creates an exception with a message for the user, and a cause for the developer. */
  public StartupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
