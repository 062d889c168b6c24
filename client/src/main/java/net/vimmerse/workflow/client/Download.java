package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import net.vimmerse.workflow.client.model.Output;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** Fetches outputs into files. Knows no API key. */
final class Download {
  private static final int CHUNK = 64 * 1024;

  private final OkHttpClient http;

  Download(OkHttpClient base) {
    // A large file may take long, as long as it goes on coming.
    http = base.newBuilder().callTimeout(Duration.ZERO).cache(null).build();
  }

  Path to(Output output, Path file) {
    HttpUrl url = output.url() == null ? null : HttpUrl.parse(output.url());
    if (url == null) {
      throw new IllegalArgumentException("The output has no URL of HTTP or HTTPS: " + output.url());
    }
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      refuseExisting(file);
      try {
        fetch(url, part);
        refuseExisting(file);
        // Without ATOMIC_MOVE, which would replace; beside each other, the move is a mere renaming.
        return Files.move(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseExisting(Path file) throws FileAlreadyExistsException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, "downloads replace nothing: delete it, or choose another name");
    }
  }

  private void fetch(HttpUrl url, Path part) throws IOException {
    String description = "GET " + url.encodedPath();
    Request request = new Request.Builder().url(url).build();
    try (Response response =
        Reading.of(url, () -> InterruptibleCall.execute(http.newCall(request), description))) {
      if (!response.isSuccessful()) {
        throw Failure.of(
            new Answer(
                description,
                response.code(),
                response.headers().toMultimap(),
                Reading.of(url, () -> response.peekBody(CHUNK).string())));
      }
      BufferedSource source = response.body().source();
      byte[] chunk = new byte[CHUNK];
      try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
        int count = Reading.of(url, () -> source.read(chunk));
        while (count >= 0) {
          out.write(chunk, 0, count);
          count = Reading.of(url, () -> source.read(chunk));
        }
      }
    }
  }

  /** What fails on the network's side, as opposed to the disk's. */
  private interface Reading<T> {
    T run() throws IOException;

    static <T> T of(HttpUrl url, Reading<T> reading) {
      try {
        return reading.run();
      } catch (IOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new WorkflowInterruptedException("The download was interrupted", e);
        }
        throw new WorkflowNetworkException(
            "The download of " + url.redact() + " broke off: " + e.getMessage(), e);
      }
    }
  }
}
