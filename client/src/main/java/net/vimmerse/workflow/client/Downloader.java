package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import net.vimmerse.workflow.client.model.Output;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Downloads outputs, without the API key. */
final class Downloader {
  private static final int MAX_ERROR_BYTES = 64 * 1024;
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /** Servers send these for a file of unknown type. */
  private static final Set<String> UNKNOWN_TYPES =
      Set.of("application/octet-stream", "binary/octet-stream");

  /** Types with two names in use. */
  private static final Map<String, String> ALIASES =
      Map.of("application/mp4", "video/mp4", "image/jpg", "image/jpeg", "audio/mp3", "audio/mpeg");

  static final String THREAD_NAME = "workflow-client-downloader";

  private final OkHttpClient http;
  private final CallFactoryProvider factories;
  private final Call.Factory calls;
  private final Lifecycle clock;

  private Downloader(OkHttpClient http, CallFactoryProvider factories, Lifecycle clock) {
    this.http = http;
    this.factories = factories;
    this.clock = clock;
    calls = factories.apply(http);
  }

  /** Returns a downloader that shares the connections of a client. */
  static Downloader create(OkHttpClient http, CallFactoryProvider factories, Lifecycle clock) {
    return new Downloader(
        http.newBuilder()
            // A large file may take long; the read timeout detects a stalled transfer.
            .callTimeout(Duration.ZERO)
            .cache(null)
            // Long downloads must not delay the reads of waits, nor the calls of others.
            .dispatcher(
                DaemonDispatcher.create(
                    THREAD_NAME,
                    http.dispatcher().getMaxRequests(),
                    http.dispatcher().getMaxRequestsPerHost()))
            .build(),
        factories,
        clock);
  }

  /** Returns a downloader with other timeouts that shares the connections and the threads. */
  Downloader withTimeouts(CallOptions options) {
    OkHttpClient.Builder builder = http.newBuilder();
    options.applySocketTimeouts(builder);
    return new Downloader(builder.build(), factories, clock);
  }

  /** Lets downloads in progress end, and starts no others in threads of its own. */
  void close() {
    http.dispatcher().executorService().shutdown();
  }

  static HttpUrl url(Output output) {
    HttpUrl url = output.url() == null ? null : HttpUrl.parse(output.url());
    if (url == null) {
      throw new IllegalArgumentException("The output has no HTTP or HTTPS URL: " + output.url());
    }
    return url;
  }

  Path download(Output output, Path file, DownloadOptions options) {
    HttpUrl url = url(output);
    if (FileDownload.isSkipped(file, options)) {
      return file;
    }
    try (FileDownload download = FileDownload.begin(output, url, file, options)) {
      receiveWithResumes(download);
      return download.complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Downloads without blocking a thread; see {@link #download}. */
  CompletableFuture<Path> downloadAsync(Output output, Path file, DownloadOptions options) {
    HttpUrl url = url(output);
    if (FileDownload.isSkipped(file, options)) {
      return CompletableFuture.completedFuture(file);
    }
    try {
      return AsyncDownload.start(this, FileDownload.begin(output, url, file, options), clock);
    } catch (IOException e) {
      return Completed.exceptionally(new UncheckedIOException(e));
    }
  }

  private void receiveWithResumes(FileDownload download) throws IOException {
    while (true) {
      Call call = newCall(download.url(), download.partial());
      try (InterruptibleCall interruptible = InterruptibleCall.of(call)) {
        download.receive(call, NetworkRead.run(download.url(), interruptible::execute));
        return;
      } catch (WorkflowException e) {
        @Nullable Duration delay = download.delayBeforeResume(e);
        if (delay == null) {
          throw e;
        }
        sleep(delay);
      }
    }
  }

  void sleep(Duration delay) {
    try {
      clock.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private static WorkflowInterruptedException interrupted(Exception cause) {
    return new WorkflowInterruptedException("The download was interrupted", true, null, cause);
  }

  /** Returns a stream of an output, which continues at its position after a broken connection. */
  InputStream open(Output output, DownloadOptions options) {
    ResumingInputStream in = new ResumingInputStream(this, output, url(output), options);
    in.open();
    return in;
  }

  /** Opens a stream without blocking a thread; see {@link #open}. */
  CompletableFuture<InputStream> openAsync(Output output, DownloadOptions options) {
    return AsyncDownload.start(this, streamDownload(output, options, in -> in), clock);
  }

  /** Passes a stream to a reader in the thread that receives the response; see {@link #pass}. */
  CompletableFuture<Void> passAsync(
      Output output, Consumer<? super BufferedSource> reader, DownloadOptions options) {
    Function<InputStream, @Nullable Void> pass =
        in -> {
          pass(in, reader);
          return null;
        };
    return AsyncDownload.start(this, streamDownload(output, options, pass), clock);
  }

  private <T> Download<T> streamDownload(
      Output output,
      DownloadOptions options,
      Function<InputStream, ? extends @Nullable T> function) {
    return new StreamDownload<>(
        new ResumingInputStream(this, output, url(output), options), function);
  }

  /** Returns a reader that writes everything to a stream. */
  static Consumer<BufferedSource> writerTo(OutputStream out) {
    return source -> {
      try {
        source.readAll(Okio.sink(out));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /**
   * Passes a stream to a reader and closes it.
   *
   * @throws UncheckedIOException if the reader fails to write, and was not interrupted
   */
  static void pass(InputStream in, Consumer<? super BufferedSource> reader) {
    try (BufferedSource source = Okio.buffer(Okio.source(in))) {
      reader.accept(source);
    } catch (IOException | UncheckedIOException e) {
      // Okio reports an interrupt as a failure of the stream.
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(e);
      }
      throw e instanceof IOException
          ? new UncheckedIOException((IOException) e)
          : (UncheckedIOException) e;
    }
  }

  /** Returns a call for what is missing of a content. */
  Call newCall(HttpUrl url, PartialContent partial) throws IOException {
    long offset = resumableSize(partial);
    Request.Builder builder = new Request.Builder().url(url);
    if (offset > 0) {
      builder.header("Range", "bytes=" + offset + "-").header("If-Range", partial.version());
    }
    return calls.newCall(UserAgent.addTo(builder.build()).build());
  }

  private static long resumableSize(PartialContent partial) throws IOException {
    return partial.version() == null ? 0 : partial.size();
  }

  /** The position of the end of a response in the content, or else -1, and the content's size. */
  static final class Part {
    final long end;
    final @Nullable Long total;

    Part(long end, @Nullable Long total) {
      this.end = end;
      this.total = total;
    }
  }

  /**
   * Checks that a response continues the partial content, or restarts that.
   *
   * @throws WorkflowException if the response has an error or something else than the content
   */
  static Part check(
      Output output,
      HttpUrl url,
      Response response,
      PartialContent partial,
      DownloadOptions options)
      throws IOException {
    String description = "GET " + url.encodedPath();
    long offset = resumableSize(partial);
    if (offset > 0 && response.code() == RANGE_NOT_SATISFIABLE) {
      // The partial file is complete, or the content has another size now.
      throw restart(url, partial, "it cannot be resumed at byte " + offset);
    }
    boolean resumes = offset > 0 && response.code() == PARTIAL_CONTENT;
    if (response.code() != OK && !resumes) {
      throw WorkflowApiException.of(
          new BufferedResponse(
              description,
              response.code(),
              response.headers(),
              NetworkRead.run(url, () -> response.peekBody(MAX_ERROR_BYTES).string())));
    }
    checkContentType(description, output, response, options);
    if (response.header("Content-Encoding") != null) {
      throw restart(url, partial, "it is encoded as " + response.header("Content-Encoding"));
    }
    long length = response.body().contentLength();
    if (!resumes) {
      @Nullable Long total = length < 0 ? null : (Long) length;
      partial.restart(version(response), total);
      return new Part(length, total);
    }
    @Nullable ContentRange range = ContentRange.parse(response.header("Content-Range"));
    if (range == null || !continues(partial, offset, range, response)) {
      throw restart(url, partial, "the server did not continue it at byte " + offset);
    }
    return new Part(range.end, range.total);
  }

  /** Checks the number of bytes when a response has ended. */
  static void checkEnd(HttpUrl url, Part part, long downloaded, PartialContent partial)
      throws IOException {
    if (part.end >= 0 && downloaded > part.end) {
      throw restart(url, partial, "it has more bytes than announced");
    }
    if (part.total != null && downloaded < part.total) {
      throw failed(url, "it ended at byte " + downloaded + " of " + part.total);
    }
  }

  /** Returns false if the bytes of a response do not belong behind those of the partial file. */
  private static boolean continues(
      PartialContent partial, long offset, ContentRange range, Response response) {
    @Nullable String version = version(response);
    long length = response.body().contentLength();
    return range.start == offset
        && range.total != null
        && (partial.total() == null || range.total.equals(partial.total()))
        && (version == null || version.equals(partial.version()))
        && (length < 0 || length == range.end - range.start);
  }

  /** Returns the failure of a download that must start anew. */
  private static WorkflowNetworkException restart(HttpUrl url, PartialContent partial, String why)
      throws IOException {
    partial.restart(null, null);
    return failed(url, why);
  }

  static WorkflowNetworkException failed(HttpUrl url, String why) {
    return failed(url, new IOException(why));
  }

  static WorkflowNetworkException failed(HttpUrl url, IOException cause) {
    return new WorkflowNetworkException(
        "The download of " + url.redact() + " failed: " + cause.getMessage(), cause);
  }

  /** Ignores a weak validator: the bytes may differ, so that none can be appended. */
  private static @Nullable String version(Response response) {
    if (response.networkResponse() != null
        && response.networkResponse().header("Content-Encoding") != null) {
      // OkHttp decodes it, so the bytes of the file are not those of the range.
      return null;
    }
    String tag = response.header("ETag");
    if (tag != null) {
      return tag.startsWith("W/") ? null : tag;
    }
    return response.header("Last-Modified");
  }

  static void report(DownloadProgress progress, DownloadOptions options) {
    @Nullable Long total = progress.totalBytes();
    if (total != null && progress.downloadedBytes() == total) {
      Notification.send(options.listener(), progress, null);
    } else {
      options.listener().accept(progress);
    }
  }

  private static void checkContentType(
      String description, Output output, Response response, DownloadOptions options) {
    MediaType expected = parse(output.contentType());
    MediaType actual = parse(response.header("Content-Type"));
    if (!options.checkContentType() || expected == null || actual == null) {
      return;
    }
    if (!name(expected).equals(name(actual)) && !UNKNOWN_TYPES.contains(name(actual))) {
      throw new ContentTypeException(description, name(expected), name(actual));
    }
  }

  private static @Nullable MediaType parse(@Nullable String text) {
    return text == null ? null : MediaType.parse(text);
  }

  private static String name(MediaType type) {
    String name = type.type() + "/" + type.subtype();
    return ALIASES.getOrDefault(name, name);
  }

  /** An operation that fails because of the network, not the disk. */
  interface NetworkRead<T> {
    T get() throws IOException;

    static <T> T run(HttpUrl url, NetworkRead<T> read) {
      try {
        return read.get();
      } catch (IOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted(e);
        }
        throw failed(url, e);
      }
    }
  }
}
