package net.vimmerse.workflow.contract.mutation;

import java.time.Duration;
import java.time.Instant;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.OkHttpClient;

/**
 * The one simulator, as it should be, that all mutants of clients and documents are held against.
 */
public final class MutantServer {
  private static final Document DOCUMENT = Document.bundled();
  private static final Simulator SIMULATOR = start();
  private static final OkHttpClient HTTP = new OkHttpClient();

  private MutantServer() {}

  private static Simulator start() {
    Simulator simulator = Simulator.builder().duration(Duration.ofMinutes(10)).start();
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    return simulator;
  }

  /** Where it responds. */
  public static String url() {
    return SIMULATOR.url();
  }

  /** The connections to it. */
  public static OkHttpClient http() {
    return HTTP;
  }

  /** What that simulator's time is. */
  public static Instant now() {
    return SIMULATOR.clock().instant();
  }

  /** Lets time pass there, for everybody. */
  public static void advance(Duration time) {
    SIMULATOR.clock().advance(time);
  }

  /** The document as it should be. */
  public static Document document() {
    return DOCUMENT;
  }
}
