package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import net.vimmerse.workflow.client.model.Output;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Receives an output into a partial file, which becomes the file at the end. Used by one thread at
 * a time; to be closed when nothing more is received.
 */
final class FileDownload implements Download<Path> {
  private static final int BUFFER_SIZE = 64 * 1024;

  private final HttpUrl url;
  private final PartialFile partial;
  private final DownloadOptions options;
  private final Output output;
  private final Path file;
  private final Resumes resumes;
  private boolean received;

  private FileDownload(
      Output output, HttpUrl url, Path file, PartialFile partial, DownloadOptions options) {
    this.output = output;
    this.url = url;
    this.file = file;
    this.partial = partial;
    this.options = options;
    this.resumes = new Resumes(options);
  }

  /** Returns true if the file exists and is to be left as it is. */
  static boolean isSkipped(Path file, DownloadOptions options) {
    return options.ifExists() == IfExists.SKIP && Files.exists(file);
  }

  /**
   * Begins a download.
   *
   * @throws FileAlreadyExistsException if the file exists and must not be replaced
   */
  static FileDownload begin(Output output, HttpUrl url, Path file, DownloadOptions options)
      throws IOException {
    failIfExists(file, options);
    PartialFile partial =
        options.keepPartialFile() ? PartialFile.reusable(file) : PartialFile.temporary(file);
    return new FileDownload(output, url, file, partial, options);
  }

  @Override
  public HttpUrl url() {
    return url;
  }

  @Override
  public PartialContent partial() {
    return partial;
  }

  /** Appends a response to the partial file, up to the end of the output. */
  @Override
  public void receive(Call call, Response response) throws IOException {
    try (response) {
      Downloader.Part part = Downloader.check(output, url, response, partial, options);
      long downloaded = write(response, part.total);
      Downloader.checkEnd(url, part, downloaded, partial);
    }
  }

  @Override
  public @Nullable Duration delayBeforeResume(WorkflowException failure) {
    return resumes.delayAfter(failure, partial);
  }

  /** Appends a response to the partial file, and returns the size that it has then. */
  private long write(Response response, @Nullable Long total) throws IOException {
    long downloaded = partial.size();
    BufferedSource source = response.body().source();
    byte[] buffer = new byte[BUFFER_SIZE];
    try (OutputStream out =
        Files.newOutputStream(
            partial.path,
            downloaded > 0 ? StandardOpenOption.APPEND : StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      int count = Downloader.NetworkRead.run(url, () -> source.read(buffer));
      while (count >= 0) {
        out.write(buffer, 0, count);
        downloaded += count;
        Downloader.report(new DownloadProgress(file, downloaded, total), options);
        count = Downloader.NetworkRead.run(url, () -> source.read(buffer));
      }
    }
    return downloaded;
  }

  /** Makes the received partial file the file, and returns that. */
  @Override
  public Path complete() throws IOException {
    received = true;
    if (options.ifExists() == IfExists.REPLACE) {
      try {
        return Files.move(partial.path, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        return Files.move(partial.path, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    failIfExists(file, options);
    // Not ATOMIC_MOVE, which would replace the file. In one directory a move is a rename.
    return Files.move(partial.path, file);
  }

  /** Does nothing: cancelling the call ends what reads its response. */
  @Override
  public void cancel() {}

  /** Does nothing: the file remains. */
  @Override
  public void discard() {}

  private static void failIfExists(Path file, DownloadOptions options)
      throws FileAlreadyExistsException {
    if (options.ifExists() != IfExists.REPLACE && Files.exists(file)) {
      throw new FileAlreadyExistsException(
          file.toString(),
          null,
          "delete it, choose another name, or use DownloadOptions.ifExists(IfExists.REPLACE)");
    }
  }

  @Override
  public void close() throws IOException {
    if (received || !options.keepPartialFile()) {
      partial.delete();
    }
  }
}
