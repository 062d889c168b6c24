package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import net.vimmerse.workflow.client.model.Output;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Fetches outputs into files. Knows no API key. */
final class Download {
  private static final int CHUNK = 64 * 1024;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /** What servers call a file that they know nothing about. */
  private static final Set<String> ANY_BYTES =
      Set.of("application/octet-stream", "binary/octet-stream");

  private final OkHttpClient http;
  private final PollClock clock;

  Download(OkHttpClient base, PollClock clock) {
    this.clock = clock;
    // A large file may take long, as long as it goes on coming.
    http = base.newBuilder().callTimeout(Duration.ZERO).cache(null).build();
  }

  /** Downloads with other time-outs, over the same connections. */
  Download with(CallOptions options) {
    OkHttpClient.Builder builder = http.newBuilder();
    options.applyBetweenBytes(builder);
    return new Download(builder.build(), clock);
  }

  static HttpUrl url(Output output) {
    HttpUrl url = output.url() == null ? null : HttpUrl.parse(output.url());
    if (url == null) {
      throw new IllegalArgumentException("The output has no URL of HTTP or HTTPS: " + output.url());
    }
    return url;
  }

  Path to(Output output, Path file, DownloadOptions options) {
    HttpUrl url = url(output);
    try {
      if (Files.exists(file)) {
        if (options.existing() == DownloadOptions.Existing.KEEP) {
          return file;
        }
        refuseExisting(file, options);
      }
      PartFile part = options.partKept() ? PartFile.kept(file) : PartFile.ofThisDownload(file);
      boolean complete = false;
      try {
        fetch(output, url, file, part, options);
        complete = true;
        return move(part.path, file, options);
      } finally {
        if (complete || !options.partKept()) {
          part.delete();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path move(Path part, Path file, DownloadOptions options) throws IOException {
    if (options.existing() == DownloadOptions.Existing.REPLACE) {
      try {
        return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    refuseExisting(file, options);
    // Without ATOMIC_MOVE, which would replace; beside each other, the move is a mere renaming.
    return Files.move(part, file);
  }

  private static void refuseExisting(Path file, DownloadOptions options)
      throws FileAlreadyExistsException {
    if (options.existing() != DownloadOptions.Existing.REPLACE && Files.exists(file)) {
      throw new FileAlreadyExistsException(
          file.toString(),
          null,
          "downloads replace nothing unless told to: delete it, choose another name, or use"
              + " DownloadOptions.existing(REPLACE)");
    }
  }

  private void fetch(Output output, HttpUrl url, Path file, PartFile part, DownloadOptions options)
      throws IOException {
    for (int resumption = 0; ; resumption++) {
      try {
        fetchOnce(output, url, file, part, options);
        return;
      } catch (WorkflowNetworkException e) {
        if (resumption >= options.resumptions()) {
          throw e;
        }
        pause(resumption);
      }
    }
  }

  /** As between two attempts at a request. */
  private void pause(int resumption) {
    try {
      clock.sleep(RetryOptions.defaults().pause(resumption + 1, null));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkflowInterruptedException("The download was interrupted", e);
    }
  }

  private void fetchOnce(
      Output output, HttpUrl url, Path file, PartFile part, DownloadOptions options)
      throws IOException {
    String description = "GET " + url.encodedPath();
    long have = part.version() == null ? 0 : part.size();
    Request.Builder builder = new Request.Builder().url(url);
    if (have > 0) {
      builder.header("Range", "bytes=" + have + "-").header("If-Range", part.version());
    }
    Request request = UserAgent.on(builder, builder.build()).build();
    try (Response response =
        Reading.of(url, () -> InterruptibleCall.execute(http.newCall(request), description))) {
      if (have > 0 && response.code() == RANGE_NOT_SATISFIABLE) {
        // There is nothing beyond what is there, or it is of another size now.
        part.begin(null);
        throw new WorkflowNetworkException(
            "The download of " + url.redact() + " cannot go on at byte " + have,
            new IOException("range not satisfiable"));
      }
      if (!response.isSuccessful()) {
        throw Failure.of(
            new Answer(
                description,
                response.code(),
                response.headers(),
                Reading.of(url, () -> response.peekBody(CHUNK).string())));
      }
      checkContentType(description, output, response, options);
      boolean goesOn = have > 0 && goesOnAt(have, response);
      if (!goesOn) {
        part.begin(version(response));
      }
      write(url, response, file, part, goesOn ? have : 0, options);
    }
  }

  private static boolean goesOnAt(long position, Response response) {
    String range = response.header("Content-Range");
    return response.code() == PARTIAL_CONTENT
        && range != null
        && range.startsWith("bytes " + position + "-");
  }

  /** A weak validator allows for other bytes, so nothing can be appended to them. */
  private static @Nullable String version(Response response) {
    String tag = response.header("ETag");
    if (tag != null) {
      return tag.startsWith("W/") ? null : tag;
    }
    return response.header("Last-Modified");
  }

  private static void write(
      HttpUrl url, Response response, Path file, PartFile part, long have, DownloadOptions options)
      throws IOException {
    long length = response.body().contentLength();
    Long total = length < 0 ? null : (Long) (have + length);
    BufferedSource source = response.body().source();
    byte[] chunk = new byte[CHUNK];
    long written = have;
    try (OutputStream out =
        Files.newOutputStream(
            part.path,
            have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      int count = Reading.of(url, () -> source.read(chunk));
      while (count >= 0) {
        out.write(chunk, 0, count);
        written += count;
        options.listener().accept(new DownloadProgress(file, written, total));
        count = Reading.of(url, () -> source.read(chunk));
      }
    }
  }

  private static void checkContentType(
      String description, Output output, Response response, DownloadOptions options) {
    MediaType expected = type(output.contentType());
    MediaType actual = type(response.header("Content-Type"));
    if (!options.contentTypeChecked() || expected == null || actual == null) {
      return;
    }
    if (!name(expected).equals(name(actual)) && !ANY_BYTES.contains(name(actual))) {
      throw new ContentTypeException(description, name(expected), name(actual));
    }
  }

  private static @Nullable MediaType type(@Nullable String text) {
    return text == null ? null : MediaType.parse(text);
  }

  private static String name(MediaType type) {
    return type.type() + "/" + type.subtype();
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
