package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.recording.ValidatingInterceptor;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives test classes one Prism, started for the first of them and stopped after the last, with one
 * validator for every exchange. To be registered as a static extension. When Prism cannot be had,
 * the tests are skipped, or fail if the tool is required.
 */
final class PrismExtension implements BeforeEachCallback {
  private volatile Running running;

  /** Where Prism responds. */
  HttpUrl url() {
    return running.server.url();
  }

  /** The validator's ears: to be the last interceptor of whatever client talks to Prism. */
  ValidatingInterceptor interceptor() {
    return running.interceptor;
  }

  /** A client whose every exchange with Prism is validated. */
  OkHttpClient http() {
    return running.http;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    // Kept at the root and not at the class: all classes share it, and JUnit closes it at the end.
    // Asked for before each test and not once before all: only tests are counted as skipped. The
    // store remembers a failure, so that it is announced once.
    running =
        context
            .getRoot()
            .getStore(Namespace.create(PrismExtension.class))
            .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  private static final class Running implements AutoCloseable {
    private final long start = System.nanoTime();
    private final PrismServer server;
    private final ValidatingInterceptor interceptor;
    private final OkHttpClient http;
    private final Duration startUp;

    private Running(PrismServer server, Duration startUp) {
      this.server = server;
      this.startUp = startUp;
      interceptor =
          new ValidatingInterceptor(ContractValidator.of(Document.bundled()), server.url());
      interceptor.selfCheck();
      http =
          new OkHttpClient.Builder()
              .addNetworkInterceptor(interceptor)
              .retryOnConnectionFailure(false)
              // Node closes what was idle for five seconds, perhaps just when it is used again.
              .connectionPool(new ConnectionPool(5, 2, TimeUnit.SECONDS))
              .build();
    }

    static Running start() {
      ExternalTool tool = ExternalTool.of("prism");
      long start = System.nanoTime();
      try {
        PrismServer server = PrismServer.mock();
        return new Running(server, Duration.ofNanos(System.nanoTime() - start));
      } catch (ToolMissingException e) {
        throw tool.missing(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      server.close();
      http.connectionPool().evictAll();
      http.dispatcher().executorService().shutdown();
      System.out.printf(
          "[tests] Prism %s (%s): %d exchanges validated, %d violations in responses, up after %d ms, in use"
              + " for %d ms%n",
          PrismServer.VERSION,
          server.how(),
          interceptor.exchanges(),
          interceptor.violations().stream()
              .filter(it -> it.direction() == Direction.RESPONSE)
              .count(),
          startUp.toMillis(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }
}
