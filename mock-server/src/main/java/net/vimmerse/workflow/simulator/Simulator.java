package net.vimmerse.workflow.simulator;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.admin.AdminAccess;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import net.vimmerse.workflow.simulator.admin.RuleFile;
import net.vimmerse.workflow.simulator.admin.StreamedResponse;
import net.vimmerse.workflow.simulator.api.AccessLogFormat;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.clock.DueTaskThread;
import net.vimmerse.workflow.simulator.clock.Durations;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.BaseUrl;
import net.vimmerse.workflow.simulator.http.Cors;
import net.vimmerse.workflow.simulator.http.Envelope;
import net.vimmerse.workflow.simulator.http.ErrorFormat;
import net.vimmerse.workflow.simulator.http.ExchangeListener;
import net.vimmerse.workflow.simulator.http.ExternalUrl;
import net.vimmerse.workflow.simulator.http.KnownHosts;
import net.vimmerse.workflow.simulator.http.Origin;
import net.vimmerse.workflow.simulator.http.RefusedPreflights;
import net.vimmerse.workflow.simulator.metrics.Metrics;
import net.vimmerse.workflow.simulator.namespace.Coordination;
import net.vimmerse.workflow.simulator.namespace.NamespaceDefaults;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.RateLimit;
import net.vimmerse.workflow.simulator.namespace.StateStore;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.pages.Pages;
import net.vimmerse.workflow.simulator.persistence.FileStore;
import net.vimmerse.workflow.simulator.redis.RedisStore;
import net.vimmerse.workflow.simulator.redis.RedisUrl;
import net.vimmerse.workflow.simulator.seed.SeedFile;
import net.vimmerse.workflow.simulator.seed.TimingFile;
import net.vimmerse.workflow.simulator.simulation.RandomSeed;
import net.vimmerse.workflow.simulator.simulation.TimingProfile;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StartupException;
import net.vimmerse.workflow.simulator.store.StoreException;
import net.vimmerse.workflow.simulator.store.StoreListener;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import net.vimmerse.workflow.simulator.thread.Lazy;
import net.vimmerse.workflow.simulator.webhook.DestinationPolicy;
import net.vimmerse.workflow.simulator.webhook.HttpWebhookSender;
import net.vimmerse.workflow.simulator.webhook.WebhookPolicy;
import net.vimmerse.workflow.simulator.wiremock.RequestHandlers;
import net.vimmerse.workflow.simulator.wiremock.SimulatorServer;
import org.jspecify.annotations.Nullable;

/**
 * A running simulator of the Workflow API.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.builder().start()) {
 *   // Create a workflow at simulator.url(), then let it end:
 *   simulator.clock().advance(Duration.ofSeconds(20));
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Simulator implements AutoCloseable {

  private final SimulatorServer server;
  private final Namespaces namespaces;
  private final DueTaskThread dueTasks;
  private final Runnable closeStore;
  private final @Nullable FailureCapturingListener listener;
  private final String host;

  private Simulator(Builder builder) {
    WorkflowApiDocument document = WorkflowApiDocument.load();
    this.host = builder.host;
    this.listener =
        builder.listener == null ? null : new FailureCapturingListener(builder.listener);
    SeedFile seedFile = builder.seedFile == null ? null : SeedFile.read(builder.seedFile);
    Runnable abandonStore = () -> {};
    if (builder.data != null) {
      FileStore store =
          FileStore.open(builder.data, builder.durability, builder.recover, builder::namespaces);
      this.namespaces = store.namespaces();
      this.closeStore = store::close;
      abandonStore = store::abandon;
    } else if (builder.store != null) {
      RedisStore store =
          RedisStore.open(
              builder.store,
              builder.maxWorkflows,
              builder.maxLogBytes,
              (listener, coordination) ->
                  builder.namespaces(new WorkflowStore(Integer.MAX_VALUE, listener), coordination));
      this.namespaces = store.namespaces();
      this.closeStore = store::close;
      abandonStore = store::close;
    } else {
      this.namespaces = builder.namespaces(StoreListener.NONE);
      this.closeStore = () -> {};
    }
    Metrics metrics = new Metrics(namespaces);
    namespaces.stateStore().observeWrites(metrics::wrote);
    SimulatedApi api =
        new SimulatedApi(
            document,
            namespaces,
            builder.envelope,
            builder.errors,
            request -> {
              metrics.handled(request);
              if (builder.verbose) {
                System.out.println(builder.logFormat.line(request));
              }
            });
    RefusedPreflights preflights = new RefusedPreflights();
    Pages pages = new Pages(document.openApi());
    Lazy<AdminApi> admin = new Lazy<>(() -> new AdminApi(document, namespaces, api, preflights));
    AdminAccess access =
        new AdminAccess(
            builder.adminToken,
            builder.allowedOrigins,
            KnownHosts.of(host, builder.allowedHosts, builder.publicUrl));
    Cors cors = builder.cors;
    Cors adminCors = Cors.of(builder.allowedOrigins);
    try {
      // A data directory in use has its workflows already.
      if (seedFile != null && namespaces.startsEmpty()) {
        seedFile.createWorkflows(api);
      }
      persist();
      this.server =
          new SimulatorServer(
              host,
              builder.port,
              new RequestHandlers(
                  withCors(
                      cors,
                      (request, later) -> {
                        preflights.add(request);
                        Optional<ApiResponse> response =
                            request.path().equals(Metrics.PATH)
                                ? access
                                    .rejection(request)
                                    .or(() -> Optional.of(metrics.respond(request)))
                                : pages.handle(request);
                        return response
                            .map(CompletableFuture::completedFuture)
                            .orElseGet(() -> api.handle(request, later));
                      }),
                  // Nobody may read what is printed; a workflow that ends at once has its picture
                  // drawn when it is created.
                  (method, path) ->
                      !builder.verbose && !builder.duration.isZero() && api.isPrompt(method, path),
                  withCors(adminCors, request -> admin.get().handle(request)),
                  access::rejection,
                  cors,
                  ExternalUrl.of(builder.publicUrl, builder.trustedProxies),
                  document.maxBodyBytes(),
                  (request, body) -> {
                    StreamedResponse response = admin.get().handleSnapshot(request, body);
                    return new StreamedResponse(
                        adminCors.apply(request, response.response()), response.body());
                  },
                  listener));
    } catch (RuntimeException e) {
      abandonStore.run();
      throw e;
    }
    this.dueTasks = new DueTaskThread(namespaces::startDue);
  }

  private void persist() {
    try {
      namespaces.stateStore().inAll(StateStore.Access.STEPS, Optional::empty);
    } catch (StoreException e) {
      throw new StartupException(e.reason(), e);
    }
  }

  private static RequestHandlers.Api withCors(Cors cors, RequestHandlers.Api api) {
    return (request, later) ->
        cors.preflight(request)
            .map(CompletableFuture::completedFuture)
            .orElseGet(
                () ->
                    api.handle(request, later)
                        .thenApply(response -> cors.apply(request, response)));
  }

  private static Function<ApiRequest, ApiResponse> withCors(
      Cors cors, Function<ApiRequest, ApiResponse> handler) {
    return request ->
        cors.preflight(request).orElseGet(() -> cors.apply(request, handler.apply(request)));
  }

  /** Returns a builder with the defaults: loopback, any free port, 20 seconds per workflow. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the base URL of the API, without a trailing slash. */
  public String url() {
    return BaseUrl.of(host, port());
  }

  /** Returns the port that the simulator listens on. */
  public int port() {
    return server.port();
  }

  /** Returns the global clock, which the clock of each namespace follows unless changed. */
  public VirtualClock clock() {
    return namespaces.clock();
  }

  /**
   * Returns the namespace of {@code apiKey}: its clock, outcomes, faults, credits, workflows,
   * requests and webhooks. With a data directory, changes of its clock are persisted with the next
   * request in that namespace, or by {@link #close}; others at once.
   */
  public TestNamespace namespace(String apiKey) {
    return namespaces.forTest(url(), apiKey);
  }

  /**
   * Stops the simulator as {@link #close} does, but first accepts no more connections and waits
   * until the requests in progress have received their responses, delayed ones included. A body
   * that is still on its way is waited for as long as parts of it arrive each second.
   *
   * @param grace the maximum time to wait
   * @throws IllegalStateException if the exchange listener failed; the simulator has stopped then
   */
  public void stop(Duration grace) {
    server.drain(grace);
    close();
  }

  /**
   * Stops the simulator at once. Its state is lost unless it has a data directory. Closing twice
   * has no effect.
   *
   * @throws IllegalStateException if the exchange listener failed; the simulator has stopped then
   */
  @Override
  public void close() {
    dueTasks.close();
    namespaces.close();
    server.close();
    closeStore.run();
    if (listener != null) {
      listener.rethrow();
    }
  }

  /** Configures a simulator. Not thread-safe. */
  public static final class Builder {
    private static final long DEFAULT_MAX_LOG_BYTES =
        Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

    /** An eighth of the heap. */
    private static final int DEFAULT_MAX_NAMESPACES =
        (int) Math.min(100_000, Runtime.getRuntime().maxMemory() / 8 / 4_096);

    private String host = "127.0.0.1";
    private int port;
    private Duration duration = Duration.ofSeconds(20);
    private Envelope envelope = Envelope.DATA;
    private ErrorFormat errors = ErrorFormat.VENDOR;
    private double jitter;
    private double speed = 1;
    private @Nullable Path timing;
    private @Nullable Long seed;
    private @Nullable String adminToken;
    private Set<String> allowedOrigins = Set.of();
    private Set<String> allowedHosts = Set.of();
    private Cors cors = Cors.ofAnyOrigin();
    private @Nullable String publicUrl;
    private Collection<String> trustedProxies = ExternalUrl.TRUSTED_PROXIES;
    private @Nullable Long credits;
    private boolean refunds;
    private boolean verbose;
    private AccessLogFormat logFormat = AccessLogFormat.TEXT;
    private boolean loopbackWebhooks;
    private boolean insecureWebhooks;
    private @Nullable RateLimit rateLimit;
    private @Nullable Duration timeToLive;
    private @Nullable Path data;
    private @Nullable RedisUrl store;
    private Durability durability = Durability.PROCESS;
    private boolean recover;
    private @Nullable Path seedFile;
    private @Nullable Path ruleFile;
    private @Nullable ExchangeListener listener;
    private long maxLogBytes = DEFAULT_MAX_LOG_BYTES;
    private int maxNamespaces = DEFAULT_MAX_NAMESPACES;
    private @Nullable Duration namespaceTtl;
    private int maxWorkflows = WorkflowStore.DEFAULT_MAX_WORKFLOWS;

    private Builder() {}

    /** Sets the address to listen on; 127.0.0.1 by default. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /**
     * Sets the port to listen on; 0, the default, selects a free port.
     *
     * @throws IllegalArgumentException if {@code port} is not from 0 to 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port must be from 0 to 65535, but is " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * Sets how long a workflow takes, in virtual time; 20 seconds by default.
     *
     * @throws IllegalArgumentException if {@code duration} is negative or longer than 365 days
     */
    public Builder duration(Duration duration) {
      this.duration = Durations.requireInRange("duration", duration);
      return this;
    }

    /** Sets how successful responses are wrapped; {@link Envelope#DATA} by default. */
    public Builder envelope(Envelope envelope) {
      this.envelope = envelope;
      return this;
    }

    /** Sets the form of errors other than 422; {@link ErrorFormat#VENDOR} by default. */
    public Builder errors(ErrorFormat errors) {
      this.errors = errors;
      return this;
    }

    /**
     * Sets the part of the duration by which it varies at random; 0 by default.
     *
     * @throws IllegalArgumentException if {@code jitter} is not from 0 to 1
     */
    public Builder jitter(double jitter) {
      if (!(jitter >= 0 && jitter <= 1)) {
        throw new IllegalArgumentException("jitter must be from 0 to 1, but is " + jitter);
      }
      this.jitter = jitter;
      return this;
    }

    /**
     * Sets a file in YAML or JSON with the times of workflows of a service, as the contract kit's
     * {@code observe} writes it. A workflow of a template in it takes as long as one of those,
     * selected at random; {@link #duration} and {@link #jitter} apply to the others. {@link #start}
     * reads the file.
     */
    public Builder timing(Path file) {
      this.timing = file;
      return this;
    }

    /**
     * Divides {@link #duration} and the times of {@link #timing}; 1 by default.
     *
     * @throws IllegalArgumentException if {@code speed} is not from 0.001 to 1,000,000
     */
    public Builder speed(double speed) {
      if (!(speed >= 0.001 && speed <= 1_000_000)) {
        throw new IllegalArgumentException("speed must be from 0.001 to 1000000, but is " + speed);
      }
      this.speed = speed;
      return this;
    }

    /** Makes ids, jitter and probabilities the same in every run; random by default. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Sets the initial credit balance of each API key; unlimited by default. */
    public Builder credits(long credits) {
      this.credits = credits;
      return this;
    }

    /** Sets whether the credits of failed workflows are refunded; false by default. */
    public Builder refunds(boolean refunds) {
      this.refunds = refunds;
      return this;
    }

    /** Sets whether webhooks are sent to loopback addresses only; false by default. */
    public Builder loopbackWebhooks(boolean only) {
      this.loopbackWebhooks = only;
      return this;
    }

    /**
     * Sets whether webhooks are sent to HTTPS receivers whose certificate is not trusted or is for
     * another host; false by default.
     */
    public Builder insecureWebhooks(boolean accepted) {
      this.insecureWebhooks = accepted;
      return this;
    }

    /** Limits the requests of each API key; no limit by default. */
    public Builder rateLimit(RateLimit rateLimit) {
      this.rateLimit = rateLimit;
      return this;
    }

    /** Sets whether each request is printed to standard output; false by default. */
    public Builder verbose(boolean verbose) {
      this.verbose = verbose;
      return this;
    }

    /** Sets how requests are printed if they are; {@link AccessLogFormat#TEXT} by default. */
    public Builder logFormat(AccessLogFormat format) {
      this.logFormat = format;
      return this;
    }

    /**
     * Sets the time from the creation of a workflow to its expiry, in virtual time; never by
     * default. The outcome directive {@code expire} takes precedence.
     *
     * @throws IllegalArgumentException if {@code timeToLive} is not positive or is longer than 365
     *     days
     */
    public Builder ttl(Duration timeToLive) {
      if (timeToLive.isZero()) {
        throw new IllegalArgumentException("ttl must be longer than 0");
      }
      this.timeToLive = Durations.requireInRange("ttl", timeToLive);
      return this;
    }

    /**
     * Sets the maximum size of the request logs of all API keys together, in bytes; an eighth of
     * the heap by default, but not more than 64 MiB. Beyond that, the log that has been idle for
     * longest is emptied first. The counts of calls remain.
     *
     * @throws IllegalArgumentException if {@code maxLogBytes} is negative
     */
    public Builder maxLogBytes(long maxLogBytes) {
      if (maxLogBytes < 0) {
        throw new IllegalArgumentException(
            "max-log-bytes must not be negative, but is " + maxLogBytes);
      }
      this.maxLogBytes = maxLogBytes;
      return this;
    }

    /**
     * Sets how many namespaces there are in memory; 100,000 by default, but not more than one for
     * each 32 KiB of the heap. Beyond that, those without workflows that have not been used for
     * longest are removed, but none that has webhooks to send; {@link #maxWorkflows} bounds the
     * others. With a store, they are only removed from memory after ten minutes, whatever this is
     * set to.
     *
     * @throws IllegalArgumentException if {@code maxNamespaces} is less than 1
     */
    public Builder maxNamespaces(int maxNamespaces) {
      if (maxNamespaces < 1) {
        throw new IllegalArgumentException(
            "max-namespaces must be at least 1, but is " + maxNamespaces);
      }
      this.maxNamespaces = maxNamespaces;
      return this;
    }

    /**
     * Removes namespaces that had no request for this real time; never by default. One that has
     * webhooks to send is removed after they were sent.
     *
     * @throws IllegalArgumentException if {@code timeToLive} is not positive or is longer than 365
     *     days
     */
    public Builder namespaceTtl(Duration timeToLive) {
      if (timeToLive.isZero()) {
        throw new IllegalArgumentException("namespace-ttl must be longer than 0");
      }
      this.namespaceTtl = Durations.requireInRange("namespace-ttl", timeToLive);
      return this;
    }

    /**
     * Sets how many workflows are stored in total; {@value WorkflowStore#DEFAULT_MAX_WORKFLOWS} by
     * default. Beyond that, each new workflow evicts another: of the hundred oldest, the first that
     * has ended, or else the oldest. Webhooks of evicted workflows are still sent.
     *
     * @throws IllegalArgumentException if {@code maxWorkflows} is less than 1
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
     * Sets a file in YAML or JSON with the rules that every namespace starts with: lists named
     * {@code outcomes} and {@code faults}, in the format of the admin API. {@link #start} reads it.
     */
    public Builder ruleFile(Path file) {
      this.ruleFile = file;
      return this;
    }

    /**
     * Sets a listener for every exchange, including those served by WireMock stubs, but excluding
     * the admin API and requests that are not valid HTTP.
     */
    public Builder listener(ExchangeListener listener) {
      this.listener = listener;
      return this;
    }

    /**
     * Sets whether web pages of other origins may call the Workflow API and read its files; true by
     * default.
     */
    public Builder cors(boolean permitted) {
      this.cors = permitted ? Cors.ofAnyOrigin() : Cors.of(Set.of());
      return this;
    }

    /**
     * Sets the only origins whose pages may call the Workflow API, such as {@code
     * http://localhost:3000}; they may send credentials. Any origin by default.
     *
     * @throws IllegalArgumentException if one is not an origin
     */
    public Builder corsOrigins(Collection<String> origins) {
      this.cors = Cors.of(origins(origins));
      return this;
    }

    /**
     * Sets the other origins whose pages may call the admin API, such as {@code
     * http://localhost:3000}; none by default.
     *
     * @throws IllegalArgumentException if one is not an origin
     */
    public Builder allowedOrigins(Collection<String> origins) {
      this.allowedOrigins = origins(origins);
      return this;
    }

    private static Set<String> origins(Collection<String> origins) {
      return origins.stream().map(Origin::parse).collect(Collectors.toSet());
    }

    /**
     * Sets the host names, without ports, under which clients may call the admin API, besides those
     * of this machine. By default every name if the simulator listens on an address that other
     * machines can reach, otherwise none.
     */
    public Builder allowedHosts(Collection<String> hosts) {
      this.allowedHosts = Set.copyOf(hosts);
      return this;
    }

    /**
     * Sets the URL under which all clients reach the simulator, such as {@code
     * https://sim.example.com/workflow}. By default found for each request: from the Host header,
     * or from the headers of a trusted proxy. {@link Simulator#url} does not change.
     *
     * @throws IllegalArgumentException if it is not an HTTP URL with an optional path
     */
    public Builder publicUrl(String url) {
      this.publicUrl = ExternalUrl.parsePublicUrl(url);
      return this;
    }

    /**
     * Sets the addresses of proxies, such as {@code 10.0.0.0/8}, whose headers Forwarded and
     * X-Forwarded-Proto, -Host, -Port and -Prefix are believed; those of this machine by default.
     *
     * @throws IllegalArgumentException if one is not an address or a block of addresses
     */
    public Builder trustedProxies(Collection<String> addresses) {
      ExternalUrl.of(null, addresses);
      this.trustedProxies = Set.copyOf(addresses);
      return this;
    }

    /**
     * Sets the token that {@code /metrics} and everything below {@code /__admin} require; none by
     * default.
     *
     * @throws IllegalArgumentException if {@code token} is blank
     */
    public Builder adminToken(String token) {
      if (token.isBlank()) {
        throw new IllegalArgumentException("admin-token must not be blank");
      }
      this.adminToken = token;
      return this;
    }

    /**
     * Persists the state in a directory, created if necessary, and continues from the state there.
     * Every change is persisted before a client gets the response, except the request log and the
     * use of the rate limit. One simulator at a time can use a directory. Namespaces keep their own
     * seeds, whatever {@link #seed} is set to. {@link #durability} sets what a change survives.
     *
     * <p>Clocks that are not frozen run on while the simulator is stopped. A webhook that was being
     * sent when the process ended is sent again.
     */
    public Builder data(Path directory) {
      this.data = directory;
      return this;
    }

    /**
     * Keeps the state in Redis or Valkey, which several simulators with the same settings can
     * share: any of them serves any namespace, and {@link #maxWorkflows} and {@link #maxLogBytes}
     * hold for all together. Request logs and the use of rate limits are shared, too.
     *
     * <p>Clocks that are not frozen run on while no simulator runs. A webhook that was being sent
     * when a process was killed is sent again, by another simulator within about five seconds.
     * While Redis cannot be used, requests get 503, and methods of {@link TestNamespace} throw
     * {@link StoreException}.
     *
     * @param url {@code redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]}; {@code rediss://} for TLS;
     *     {@code redis-sentinel://HOST:PORT,HOST:PORT/MASTER}; {@code
     *     redis-cluster://HOST:PORT,HOST:PORT}; each of the last two with {@code rediss-} for TLS
     * @throws IllegalArgumentException if {@code url} is malformed
     */
    public Builder store(String url) {
      this.store = RedisUrl.parse(url);
      return this;
    }

    /**
     * Sets what the changes in the data directory survive; {@link Durability#PROCESS} by default.
     */
    public Builder durability(Durability durability) {
      this.durability = durability;
      return this;
    }

    /**
     * Sets whether to continue with what is readable if the data directory is damaged; false by
     * default. The simulator prints what is missing, and keeps the damaged file under another name.
     */
    public Builder recover(boolean recover) {
      this.recover = recover;
      return this;
    }

    /**
     * Creates workflows at start from a file in YAML or JSON: a list of objects with {@code key},
     * {@code request} (the request body) and, optionally, {@code outcome} (the header) and {@code
     * count}. They cost credits as usual, but do not appear in the request log. Has no effect if
     * the data directory is in use already.
     */
    public Builder seedFile(Path file) {
      this.seedFile = file;
      return this;
    }

    private Namespaces namespaces(StoreListener listener) {
      return namespaces(new WorkflowStore(maxWorkflows, listener), null);
    }

    private Namespaces namespaces(WorkflowStore workflows, @Nullable Coordination coordination) {
      return new Namespaces(
          defaults(),
          workflows,
          new HttpWebhookSender(
              loopbackWebhooks ? DestinationPolicy.loopbackOnly() : DestinationPolicy.ofDefaults(),
              insecureWebhooks),
          InstantSource.system(),
          coordination);
    }

    private NamespaceDefaults defaults() {
      WorkflowApiDocument document = WorkflowApiDocument.load();
      double nanos =
          Math.min((double) duration.toNanos() / speed, (double) Durations.MAX.toNanos());
      return new NamespaceDefaults(
          Duration.ofNanos(Math.round(nanos)),
          jitter,
          timing == null ? TimingProfile.none() : TimingFile.read(timing, document, speed),
          new RandomSeed(seed == null ? new SecureRandom().nextLong() : seed),
          credits,
          refunds,
          rateLimit,
          timeToLive,
          WebhookPolicy.ofDefaults(),
          maxLogBytes,
          maxNamespaces,
          namespaceTtl,
          ruleFile == null ? rules -> {} : RuleFile.read(ruleFile, document));
    }

    /**
     * Starts the simulator, which accepts requests when this returns.
     *
     * @throws java.io.UncheckedIOException if it cannot listen on the address
     * @throws net.vimmerse.workflow.simulator.store.StartupException if the data directory, the
     *     store, the seed file, the rule file or the timing file cannot be used
     * @throws IllegalArgumentException if there are both a data directory and a store, or both a
     *     store and a time to live of namespaces
     */
    public Simulator start() {
      if (data != null && store != null) {
        throw new IllegalArgumentException(
            "the state is kept either in data or in store, not both");
      }
      if (namespaceTtl != null && store != null) {
        throw new IllegalArgumentException("namespace-ttl cannot be used with store");
      }
      return new Simulator(this);
    }
  }
}
