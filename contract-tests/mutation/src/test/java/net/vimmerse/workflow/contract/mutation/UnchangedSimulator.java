package net.vimmerse.workflow.contract.mutation;

import java.time.Duration;
import java.time.Instant;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.OkHttpClient;

/** The unchanged simulator that all mutants of clients and documents are tested against. */
public final class UnchangedSimulator {
  private static final Document DOCUMENT = Document.bundled();
  private static final Simulator SIMULATOR = start();
  private static final OkHttpClient HTTP = new OkHttpClient();

  private UnchangedSimulator() {}

  private static Simulator start() {
    Simulator simulator = Simulator.builder().duration(Duration.ofMinutes(10)).start();
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    return simulator;
  }

  /** Where it responds. */
  public static String url() {
    return SIMULATOR.url();
  }

  /** Returns the client that is connected to it. */
  public static OkHttpClient http() {
    return HTTP;
  }

  /** Returns the simulator's time. */
  public static Instant now() {
    return SIMULATOR.clock().instant();
  }

  /** Advances the clock of every namespace. */
  public static void advance(Duration time) {
    SIMULATOR.clock().advance(time);
  }

  /** Returns the unchanged document. */
  public static Document document() {
    return DOCUMENT;
  }
}
