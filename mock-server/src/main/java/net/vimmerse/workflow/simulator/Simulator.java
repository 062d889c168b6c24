package net.vimmerse.workflow.simulator;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.simulation.Plan;
import net.vimmerse.workflow.simulator.simulation.Seed;
import net.vimmerse.workflow.simulator.simulation.VirtualClock;
import net.vimmerse.workflow.simulator.store.InMemoryWorkflowStore;
import net.vimmerse.workflow.simulator.webhook.HttpSender;
import net.vimmerse.workflow.simulator.webhook.Targets;
import net.vimmerse.workflow.simulator.webhook.WebhookPolicy;
import net.vimmerse.workflow.simulator.wiremock.SimulatorServer;
import net.vimmerse.workflow.simulator.world.RateLimit;
import net.vimmerse.workflow.simulator.world.Settings;
import net.vimmerse.workflow.simulator.world.World;
import net.vimmerse.workflow.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;

/**
 * A running simulator of the Workflow API.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.builder().start()) {
 *   // create a workflow at simulator.url(), then:
 *   simulator.clock().advance(Duration.ofSeconds(20));
 *   // and it has ended
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Simulator implements AutoCloseable {

  /** As long as a call-back is waited for, in real time. */
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private static final Duration RESPONSE = Duration.ofSeconds(5);

  private final SimulatorServer server;
  private final Worlds worlds;
  private final DueThread dueThread;
  private final ApiDocument document;
  private final String host;

  private Simulator(Builder builder) {
    this.document = ApiDocument.load();
    this.host = builder.host;
    this.worlds =
        new Worlds(
            builder.settings(),
            new InMemoryWorkflowStore(),
            builder.loopbackWebhooks
                ? new HttpSender(Targets.loopbackOnly(), CONNECT, RESPONSE)
                : HttpSender.ofDefaults(),
            InstantSource.system());
    SimulatedApi api =
        new SimulatedApi(
            document, worlds, builder.envelope, builder.verbose ? System.out::println : line -> {});
    AdminApi admin = new AdminApi(document, worlds, builder.adminToken);
    this.server =
        new SimulatorServer(
            api::answer, admin::answer, host, builder.port, document.maxBodyBytes());
    this.dueThread = new DueThread(worlds::doDue);
  }

  /** A simulator with the defaults: loopback, any free port, 20 seconds a workflow, enveloped. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where the API is, without a slash at the end: the base URL for a client. */
  public String url() {
    // A wildcard is an address to listen on, not one to call.
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    String literal = reachable.contains(":") ? "[" + reachable + "]" : reachable;
    return String.format(Locale.ROOT, "http://%s:%d", literal, port());
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** The clock that every world runs by until it is given a time of its own. */
  public VirtualClock clock() {
    return worlds.clock();
  }

  /** The world of an API key: its clock, rules, credits, requests and call-backs. */
  public World world(String apiKey) {
    return worlds.of(apiKey);
  }

  /** A line for a shell that shows that the simulator answers. */
  String curl() {
    return String.format(
        "curl -H '%s: demo' %s%s",
        document.apiKeyHeader(), url(), document.openApi().operation("listTemplates").path());
  }

  /** Stops serving; what was created is gone. Safe to call twice. */
  @Override
  public void close() {
    dueThread.close();
    server.close();
  }

  /** What can be chosen about a simulator. Not thread-safe. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port;
    private Duration duration = Duration.ofSeconds(20);
    private Envelope envelope = Envelope.DATA;
    private double jitter;
    private @Nullable Long seed;
    private @Nullable String adminToken;
    private @Nullable Long credits;
    private boolean refunds;
    private boolean verbose;
    private boolean loopbackWebhooks;
    private @Nullable RateLimit rateLimit;

    private Builder() {}

    /** The address to listen on. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /**
     * The port to listen on; 0 for any that is free.
     *
     * @throws IllegalArgumentException if it is not from 0 to 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port must be from 0 to 65535, but is " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * How long a workflow takes.
     *
     * @throws IllegalArgumentException if it is negative or longer than {@link Plan#LONGEST}
     */
    public Builder duration(Duration duration) {
      if (duration.isNegative() || duration.compareTo(Plan.LONGEST) > 0) {
        throw new IllegalArgumentException(
            "duration must be from 0 to " + Plan.LONGEST.toDays() + " days, but is " + duration);
      }
      this.duration = duration;
      return this;
    }

    /** What successful answers are wrapped in. */
    public Builder envelope(Envelope envelope) {
      this.envelope = envelope;
      return this;
    }

    /**
     * The part of the duration by which a workflow may take longer or shorter, by chance.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public Builder jitter(double jitter) {
      if (!(jitter >= 0 && jitter <= 1)) {
        throw new IllegalArgumentException("jitter must be from 0 to 1, but is " + jitter);
      }
      this.jitter = jitter;
      return this;
    }

    /** Makes ids and chance the same in every run; without it, they are different in each. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** The credits that each key begins with; without it, as many as anyone could want. */
    public Builder credits(long credits) {
      this.credits = credits;
      return this;
    }

    /** Whether the credits of a failed workflow come back. */
    public Builder refunds(boolean refunds) {
      this.refunds = refunds;
      return this;
    }

    /** Whether no webhook_url is called but those of this machine. */
    public Builder loopbackWebhooks(boolean only) {
      this.loopbackWebhooks = only;
      return this;
    }

    /** How many requests each key may send in a while; without it, any number. */
    public Builder rateLimit(RateLimit rateLimit) {
      this.rateLimit = rateLimit;
      return this;
    }

    /** Whether each request is printed, with its answer and the reason for it. */
    public Builder verbose(boolean verbose) {
      this.verbose = verbose;
      return this;
    }

    /** What callers of the control API must send; without it, anyone may call. */
    public Builder adminToken(String token) {
      this.adminToken = token;
      return this;
    }

    private Settings settings() {
      return new Settings(
          duration,
          jitter,
          new Seed(seed == null ? new SecureRandom().nextLong() : seed),
          credits,
          refunds,
          rateLimit,
          WebhookPolicy.ofDefaults());
    }

    /**
     * Starts the simulator; it can answer when this returns.
     *
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     */
    public Simulator start() {
      return new Simulator(this);
    }
  }
}
