package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Downloads an output in threads of a dispatcher. None of them waits for its turn, or for the end
 * of a delay. Each step is started by the end of the one before, so that only one thread at a time
 * uses the download; the step that is in progress when the future is cancelled closes it.
 */
final class AsyncDownload<T> {
  private final Downloader downloader;
  private final Download<T> download;
  private final Lifecycle clock;
  private final Executor context;
  private final CompletableFuture<T> future = new CompletableFuture<>();

  /** Tells this class's completion of the future from the caller's, which cancels the download. */
  private volatile boolean ended;

  private AsyncDownload(Downloader downloader, Download<T> download, Lifecycle clock) {
    this.downloader = downloader;
    this.download = download;
    this.clock = clock;
    context = clock.captureContext();
  }

  static <T> CompletableFuture<T> start(
      Downloader downloader, Download<T> download, Lifecycle clock) {
    AsyncDownload<T> started = new AsyncDownload<>(downloader, download, clock);
    started.send();
    return started.future;
  }

  private void send() {
    Call call;
    try {
      call = downloader.newCall(download.url(), download.partial());
      call.enqueue(
          new Callback() {
            @Override
            public void onResponse(Call completed, Response response) {
              if (!inContext(() -> receive(call, response))) {
                response.close();
              }
            }

            @Override
            public void onFailure(Call failed, IOException e) {
              boolean unused = inContext(() -> fail(e));
            }
          });
    } catch (Throwable e) {
      end(null, e instanceof IOException ? new UncheckedIOException((IOException) e) : e);
      return;
    }
    CompletableFuture<T> unused =
        future.whenComplete(
            (result, failure) -> {
              if (!ended) {
                call.cancel();
                download.cancel();
              }
            });
  }

  private boolean inContext(Runnable action) {
    try {
      context.execute(action);
      return true;
    } catch (Throwable e) {
      end(null, e);
      return false;
    }
  }

  private void receive(Call call, Response response) {
    try {
      download.receive(call, response);
      end(future.isDone() ? null : download.complete(), null);
    } catch (WorkflowException e) {
      resume(e);
    } catch (IOException e) {
      end(null, new UncheckedIOException(e));
    } catch (Throwable e) {
      end(null, e);
    }
  }

  private void fail(IOException e) {
    @Nullable Throwable thrown = Transport.thrownByInterceptor(e);
    if (thrown == null) {
      resume(Downloader.failed(download.url(), e));
    } else {
      end(null, thrown);
    }
  }

  private void resume(WorkflowException failure) {
    try {
      @Nullable Duration delay = future.isDone() ? null : download.delayBeforeResume(failure);
      if (delay == null) {
        end(null, failure);
        return;
      }
      CompletableFuture<Void> pause = clock.endOnClose(new CompletableFuture<>());
      CompletableFuture<Void> unusedNext =
          pause.whenComplete(
              (nothing, e) -> {
                if (e != null) {
                  end(null, e);
                } else {
                  boolean unused = inContext(this::send);
                }
              });
      Future<?> scheduled = clock.schedule(FallibleTask.completing(pause), delay);
      CompletableFuture<T> unused =
          future.whenComplete(
              (result, e) -> {
                scheduled.cancel(false);
                pause.cancel(false);
              });
    } catch (Throwable e) {
      end(null, e);
    }
  }

  /** Closes the download, and then completes the future, if nothing else has. */
  private void end(@Nullable T result, @Nullable Throwable failure) {
    @Nullable Throwable reported = failure;
    try {
      download.close();
    } catch (IOException e) {
      if (reported == null) {
        reported = new UncheckedIOException(e);
      } else {
        reported.addSuppressed(e);
      }
    }
    ended = true;
    if (reported == null) {
      // The caller may have completed the future meanwhile.
      if (!future.complete(result)) {
        download.discard();
      }
    } else {
      future.completeExceptionally(reported);
    }
  }
}
