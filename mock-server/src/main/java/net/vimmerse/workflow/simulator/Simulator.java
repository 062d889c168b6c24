package net.vimmerse.workflow.simulator;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import net.vimmerse.workflow.simulator.admin.RuleFile;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.disk.Disk;
import net.vimmerse.workflow.simulator.pages.Pages;
import net.vimmerse.workflow.simulator.seeding.SeedFile;
import net.vimmerse.workflow.simulator.simulation.Plan;
import net.vimmerse.workflow.simulator.simulation.Seed;
import net.vimmerse.workflow.simulator.simulation.VirtualClock;
import net.vimmerse.workflow.simulator.store.InMemoryWorkflowStore;
import net.vimmerse.workflow.simulator.store.StoreListener;
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
  private final @Nullable Disk disk;
  private final @Nullable AttentiveListener listener;
  private final ApiDocument document;
  private final String host;

  private Simulator(Builder builder) {
    this.document = ApiDocument.load();
    this.host = builder.host;
    this.listener = builder.listener == null ? null : new AttentiveListener(builder.listener);
    SeedFile seeds = builder.seedFile == null ? null : SeedFile.read(builder.seedFile);
    this.disk = builder.data == null ? null : Disk.open(builder.data, builder::worlds);
    this.worlds = disk == null ? builder.worlds(StoreListener.NONE) : disk.worlds();
    SimulatedApi api =
        new SimulatedApi(
            document, worlds, builder.envelope, builder.verbose ? System.out::println : line -> {});
    Pages pages = new Pages(document.openApi());
    AdminApi admin = new AdminApi(document, worlds, builder.adminToken);
    try {
      // What is kept already has been sown before.
      if (seeds != null && worlds.all().isEmpty()) {
        seeds.sow(api);
      }
      worlds.keeper().keepAll();
      this.server =
          new SimulatorServer(
              request -> pages.answer(request).orElseGet(() -> api.answer(request)),
              admin::answer,
              host,
              builder.port,
              document.maxBodyBytes(),
              admin::maxBodyBytes,
              listener);
    } catch (RuntimeException e) {
      if (disk != null) {
        disk.abandon();
      }
      throw e;
    }
    this.dueThread = new DueThread(worlds::doDue);
  }

  /** A simulator with the defaults: loopback, any free port, 20 seconds a workflow, enveloped. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where the API is, without a slash at the end: the base URL for a client. */
  public String url() {
    return url(host, port());
  }

  /** Where a simulator is called that listens here. */
  static String url(String host, int port) {
    // A wildcard is an address to listen on, not one to call.
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    String literal = reachable.contains(":") ? "[" + reachable + "]" : reachable;
    return String.format(Locale.ROOT, "http://%s:%d", literal, port);
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** The clock that every world runs by until it is given a time of its own. */
  public VirtualClock clock() {
    return worlds.clock();
  }

  /**
   * The world of an API key: its clock, rules, credits, requests and call-backs. What is changed
   * through it is kept in a data directory with that world's next request, or on closing.
   */
  public World world(String apiKey) {
    return worlds.of(apiKey);
  }

  /** A line for a shell that shows that the simulator answers. */
  String curl() {
    return String.format(
        "curl -H '%s: demo' %s%s",
        document.apiKeyHeader(), url(), document.openApi().operation("listTemplates").path());
  }

  /**
   * Stops serving; what was created is gone, unless it has a directory. Safe to call twice.
   *
   * @throws IllegalStateException if the exchange listener failed; everything is stopped all the
   *     same
   */
  @Override
  public void close() {
    dueThread.close();
    server.close();
    if (disk != null) {
      disk.close();
    }
    if (listener != null) {
      listener.check();
    }
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
    private @Nullable Duration timeToLive;
    private @Nullable Path data;
    private @Nullable Path seedFile;
    private @Nullable Path ruleFile;
    private @Nullable ExchangeListener listener;
    private int maxWorkflows = InMemoryWorkflowStore.MOST;

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

    /**
     * How long after its creation a workflow is forgotten, by its world's clock; without it, never.
     * A workflow that is asked to expire at another time does that.
     *
     * @throws IllegalArgumentException if it is not longer than nothing, or longer than {@link
     *     Plan#LONGEST}
     */
    public Builder ttl(Duration timeToLive) {
      if (timeToLive.isNegative()
          || timeToLive.isZero()
          || timeToLive.compareTo(Plan.LONGEST) > 0) {
        throw new IllegalArgumentException(
            "ttl must be above 0 and at most "
                + Plan.LONGEST.toDays()
                + " days, but is "
                + timeToLive);
      }
      this.timeToLive = timeToLive;
      return this;
    }

    /**
     * How many workflows are held, all worlds together; {@value InMemoryWorkflowStore#MOST} if not
     * said. Each one more takes the place of another: of the hundred that were created first, the
     * oldest that has ended; where none of these has, the oldest. Its call-back is still made.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxWorkflows(int maxWorkflows) {
      if (maxWorkflows < 1) {
        throw new IllegalArgumentException(
            "max-workflows must be at least 1, but is " + maxWorkflows);
      }
      this.maxWorkflows = maxWorkflows;
      return this;
    }

    /**
     * A file in YAML or JSON with the rules that every world begins with: lists named outcomes and
     * faults, of what the control API takes. It is read on {@link #start}.
     */
    public Builder ruleFile(Path file) {
      this.ruleFile = file;
      return this;
    }

    /**
     * Who hears of every exchange: of what the simulation answers and of what a stub answers, but
     * not of the control API, nor of what is not even HTTP.
     */
    public Builder listener(ExchangeListener listener) {
      this.listener = listener;
      return this;
    }

    /**
     * What callers of the control API must send; without it, anyone may call.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder adminToken(String token) {
      if (token.isBlank()) {
        throw new IllegalArgumentException("admin-token must not be blank");
      }
      this.adminToken = token;
      return this;
    }

    /**
     * Keeps everything in this directory, which is made if need be, and goes on from what is there:
     * what a caller was told of is there after any end of the process. Not kept are the requests in
     * the log, and what is used of a rate limit. Only one simulator at a time can use it; its
     * worlds go on with their own seeds, whatever {@link #seed} says.
     *
     * <p>Time goes on in between, but for clocks that stand still. A call-back that was under way
     * when the process ended is made again.
     */
    public Builder data(Path directory) {
      this.data = directory;
      return this;
    }

    /**
     * Creates workflows at start, as a file in YAML or JSON says: a list of objects with {@code
     * key}, {@code request} (what would be sent to create a workflow), and perhaps {@code outcome}
     * (as in the header) and {@code count}. They are created as any other is, credits included, but
     * are not in the request log. With a data directory in which there is something, nothing is
     * created.
     */
    public Builder seedFile(Path file) {
      this.seedFile = file;
      return this;
    }

    private Worlds worlds(StoreListener listener) {
      return new Worlds(
          settings(),
          new InMemoryWorkflowStore(maxWorkflows, listener),
          loopbackWebhooks
              ? new HttpSender(Targets.loopbackOnly(), CONNECT, RESPONSE)
              : HttpSender.ofDefaults(),
          InstantSource.system());
    }

    private Settings settings() {
      return new Settings(
          duration,
          jitter,
          new Seed(seed == null ? new SecureRandom().nextLong() : seed),
          credits,
          refunds,
          rateLimit,
          timeToLive,
          WebhookPolicy.ofDefaults(),
          ruleFile == null ? rules -> {} : RuleFile.read(ruleFile, ApiDocument.load()));
    }

    /**
     * Starts the simulator; it can answer when this returns.
     *
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     * @throws CannotStartException if the data directory or the seed file cannot be used
     */
    public Simulator start() {
      return new Simulator(this);
    }
  }
}
