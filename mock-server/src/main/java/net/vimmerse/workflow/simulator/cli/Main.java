package net.vimmerse.workflow.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import net.vimmerse.workflow.simulator.api.AccessLogFormat;
import net.vimmerse.workflow.simulator.clock.Durations;
import net.vimmerse.workflow.simulator.http.BaseUrl;
import net.vimmerse.workflow.simulator.http.Envelope;
import net.vimmerse.workflow.simulator.http.ErrorFormat;
import net.vimmerse.workflow.simulator.http.KnownHosts;
import net.vimmerse.workflow.simulator.namespace.RateLimit;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StartupException;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the simulator as a program. */
@Command(
    name = Main.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    description = "Simulates the Workflow API offline. Accepts any API key.",
    footer = {
      "",
      "API keys with a fixed response:",
      "  sim_invalid, sim_no_credit, sim_forbidden, sim_rate_limited, sim_broken and",
      "  sim_unavailable always get the error that they are named after.",
      "An event_id such as sim:fail or sim:slow=10m sets the outcome of a workflow;",
      "GET /__admin/simulator/outcomes lists all outcomes.",
      "",
      "Each option can also be set by an environment variable (SIMULATOR_DURATION=5s)",
      "or in the settings file (duration: 5s). The command line takes precedence over",
      "the environment, and the environment over the file.",
      "",
      "Exit codes: 0 done, 1 failed to start or not ready, 2 invalid setting, 3 out of memory;",
      "128 and the number of the signal if a signal stopped it, such as 143."
    })
public final class Main implements Callable<Integer> {

  static final String NAME = "workflow-mock-server";

  @Option(
      names = SettingNames.CONFIG,
      paramLabel = "FILE",
      description = "Reads settings from a YAML file, each under its option name. Default: none.")
  @SuppressWarnings("unused") // SettingsDefaultProvider reads it from the option.
  private @Nullable Path config;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Sets the port to listen on; 0 selects a free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Sets the address to listen on; 0.0.0.0 accepts connections from other machines."
              + " Default: ${DEFAULT-VALUE}.")
  private String host = "";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "20s",
      description =
          "Sets how long a workflow takes, such as 500ms or 1m30s. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--envelope",
      paramLabel = "data|none",
      defaultValue = "data",
      description =
          "Sets whether successful responses are wrapped in {\"data\": ...}. Default:"
              + " ${DEFAULT-VALUE}.")
  private Envelope envelope = Envelope.DATA;

  @Option(
      names = "--errors",
      paramLabel = "vendor|fastapi",
      defaultValue = "vendor",
      description =
          "Sets the form of errors: as in the document, or {\"detail\": ...} as a FastAPI server sends"
              + " them by default. Default: ${DEFAULT-VALUE}.")
  private ErrorFormat errors = ErrorFormat.VENDOR;

  @Option(
      names = "--jitter",
      paramLabel = "FRACTION",
      defaultValue = "0",
      description =
          "Varies the duration at random by up to this fraction, 0 to 1. Default:"
              + " ${DEFAULT-VALUE}.")
  private double jitter;

  @Option(
      names = "--timing",
      paramLabel = "FILE",
      description =
          "Makes workflows take as long as those of a service: a file that the contract kit's observe"
              + " has written. Default: none.")
  private @Nullable Path timing;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description =
          "Divides --duration and the times of --timing, such as 10. Default: ${DEFAULT-VALUE}.")
  private double speed;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Makes ids and random decisions the same in every run. Default: random.")
  private @Nullable Long seed;

  @Option(
      names = "--credits",
      paramLabel = "NUMBER",
      description = "Sets the initial credit balance of each API key. Default: unlimited.")
  private @Nullable Long credits;

  @Option(
      names = "--refunds",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description = "Refunds the credits of failed workflows. Default: ${DEFAULT-VALUE}.")
  private boolean refunds;

  @Option(
      names = "--rate-limit",
      paramLabel = "N/TIME",
      description =
          "Limits the requests of each API key in a period of time, such as 10/1s. Default: no"
              + " limit.")
  private @Nullable RateLimit rateLimit;

  @Option(
      names = SettingNames.ADMIN_TOKEN,
      paramLabel = "TOKEN",
      description =
          "Requires clients of /metrics and of everything below /__admin to send this token as"
              + " X-Admin-Token."
              + " Default: none.")
  private @Nullable String adminToken;

  @Option(
      names = "--admin-token-file",
      paramLabel = "FILE",
      description = "Reads the admin token from the first line of a file. Default: none.")
  private @Nullable Path adminTokenFile;

  @Option(
      names = "--allowed-origins",
      paramLabel = "ORIGINS",
      description =
          "Lets pages of these other origins call the admin API, such as http://localhost:3000;"
              + " separated by commas. Default: none.")
  private @Nullable String allowedOrigins;

  @Option(
      names = "--allowed-hosts",
      paramLabel = "HOSTS",
      description =
          "Makes the admin API available under these host names besides those of this machine;"
              + " separated by commas. Default: any if --host is not a loopback address, else none.")
  private @Nullable String allowedHosts;

  @Option(
      names = "--cors",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      paramLabel = "true|false",
      description =
          "Lets pages of other origins call the Workflow API; false is like a service without"
              + " CORS. Default: ${DEFAULT-VALUE}.")
  private boolean cors;

  @Option(
      names = "--cors-origins",
      paramLabel = "ORIGINS",
      description =
          "Lets only pages of these origins call the Workflow API, with credentials; separated by"
              + " commas. Default: any.")
  private @Nullable String corsOrigins;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "Sets the URL under which all clients reach the simulator, such as"
              + " https://sim.example.com/workflow. Default: as the client or a trusted proxy says.")
  private @Nullable String publicUrl;

  @Option(
      names = "--trusted-proxies",
      paramLabel = "ADDRESSES",
      description =
          "Believes the headers Forwarded and X-Forwarded-... of proxies with these addresses, such as"
              + " 10.0.0.0/8; separated by commas. Default: those of this machine.")
  private @Nullable String trustedProxies;

  @Option(
      names = "--loopback-webhooks",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description = "Sends webhooks to this machine only. Default: ${DEFAULT-VALUE}.")
  private boolean loopbackWebhooks;

  @Option(
      names = "--webhook-insecure",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description =
          "Sends webhooks to HTTPS receivers whose certificate is not trusted or is for another host."
              + " Default: ${DEFAULT-VALUE}.")
  private boolean insecureWebhooks;

  @Option(
      names = "--verbose",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description =
          "Prints each request with its response status and note. Default: ${DEFAULT-VALUE}.")
  private boolean verbose;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "Sets how --verbose prints requests: as text, or as one JSON object for each with its time,"
              + " operation, namespace, duration and trace. Default: ${DEFAULT-VALUE}.")
  private AccessLogFormat logFormat = AccessLogFormat.TEXT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Persists the state in this directory, created if necessary, and continues from it after a"
              + " restart. Default: none.")
  private @Nullable Path data;

  @Option(
      names = SettingNames.STORE,
      paramLabel = "URL",
      description =
          "Keeps the state in Redis or Valkey, shared with other simulators, such as"
              + " redis://host:6379/0. Default: none.")
  private @Nullable String store;

  @Option(
      names = "--durability",
      paramLabel = "process|fsync",
      defaultValue = "process",
      description =
          "Sets what persisted changes survive: any end of the process, or, with fsync, a power failure"
              + " as well, at the price of slower changes. Default: ${DEFAULT-VALUE}.")
  private Durability durability = Durability.PROCESS;

  @Option(
      names = "--recover",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description =
          "Continues with what is readable if the data directory is damaged, and keeps the damaged file."
              + " Default: ${DEFAULT-VALUE}.")
  private boolean recover;

  @Option(
      names = "--seed-file",
      paramLabel = "FILE",
      description = {
        "Creates workflows at start from a list of {key, request, outcome, count} in YAML or JSON;"
            + " request is a request body, outcome and count are optional.",
        "Has no effect if the data directory is in use already. Default: none."
      })
  private @Nullable Path seedFile;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Sets the initial rules of each API key: lists named outcomes and faults in YAML or JSON,"
              + " in the format of the admin API. Default: none.")
  private @Nullable Path ruleFile;

  @Option(
      names = "--max-workflows",
      paramLabel = "N",
      defaultValue = "" + WorkflowStore.DEFAULT_MAX_WORKFLOWS,
      description =
          "Sets how many workflows are stored; each further one evicts the oldest that has ended, or"
              + " else the oldest. Default: ${DEFAULT-VALUE}.")
  private int maxWorkflows;

  @Option(
      names = "--max-log-bytes",
      paramLabel = "N",
      description =
          "Limits the request logs of all API keys together; the one that has been idle for longest is"
              + " emptied first. Default: an eighth of the heap, at most 67108864.")
  private @Nullable Long maxLogBytes;

  @Option(
      names = "--max-namespaces",
      paramLabel = "N",
      description =
          "Sets how many API keys have a namespace; beyond that, those without workflows that have"
              + " not been used for longest are removed. Default: one for each 32 KiB of the heap, at"
              + " most 100000.")
  private @Nullable Integer maxNamespaces;

  @Option(
      names = "--namespace-ttl",
      paramLabel = "TIME",
      description =
          "Removes the namespaces of API keys that had no request for this real time, such as 24h."
              + " Default: never.")
  private @Nullable Duration namespaceTtl;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      description = "Expires workflows this long after their creation, such as 2h. Default: never.")
  private @Nullable Duration ttl;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "10s",
      description =
          "Sets how long a signal lets requests in progress go on, delayed responses included."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration grace = Duration.ZERO;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the program and exits with its code. */
  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler(new ExitOnOutOfMemory());
    System.exit(commandLine(System.getenv()).execute(args));
  }

  /** Returns the program for an environment. */
  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine program =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(int.class, number(Integer::valueOf, "an integer"))
            .registerConverter(Integer.class, number(Integer::valueOf, "an integer"))
            .registerConverter(Long.class, number(Long::valueOf, "an integer"))
            .registerConverter(double.class, number(Double::valueOf, "a number"))
            .registerConverter(boolean.class, Main::trueOrFalse)
            .registerConverter(Duration.class, converter(Durations::parse))
            .registerConverter(RateLimit.class, converter(RateLimit::parse));
    SettingsDefaultProvider defaultProvider = new SettingsDefaultProvider(program, environment);
    return program
        .setDefaultValueProvider(defaultProvider)
        .setParameterExceptionHandler(new ParameterErrorHandler(defaultProvider));
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private static <T> ITypeConverter<T> number(Function<String, T> parse, String kind) {
    return text -> {
      try {
        return parse.apply(text.strip());
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is not " + kind);
      }
    };
  }

  private static boolean trueOrFalse(String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new TypeConversionException("'" + text + "' is neither true nor false");
    }
    return text.equalsIgnoreCase("true");
  }

  @Override
  public Integer call() {
    Simulator.Builder builder =
        Simulator.builder()
            .host(host)
            .envelope(envelope)
            .errors(errors)
            .refunds(refunds)
            .verbose(verbose)
            .logFormat(logFormat)
            .durability(durability)
            .recover(recover)
            .loopbackWebhooks(loopbackWebhooks)
            .insecureWebhooks(insecureWebhooks);
    apply("--port", port, builder::port);
    apply("--duration", duration, builder::duration);
    apply("--jitter", jitter, builder::jitter);
    apply("--timing", timing, builder::timing);
    apply("--speed", speed, builder::speed);
    apply("--seed", seed, builder::seed);
    apply("--credits", credits, builder::credits);
    apply("--rate-limit", rateLimit, builder::rateLimit);
    apply("--admin-token", adminToken, builder::adminToken);
    apply("--admin-token-file", adminTokenFile, file -> builder.adminToken(tokenIn(file)));
    apply("--allowed-origins", list(allowedOrigins), builder::allowedOrigins);
    apply("--allowed-hosts", list(allowedHosts), builder::allowedHosts);
    apply("--cors-origins", list(corsOrigins), builder::corsOrigins);
    apply("--public-url", publicUrl, builder::publicUrl);
    apply("--trusted-proxies", list(trustedProxies), builder::trustedProxies);
    if (!cors) {
      builder.cors(false);
    }
    apply("--data", data, builder::data);
    applyStore(builder);
    apply("--seed-file", seedFile, builder::seedFile);
    apply("--rules", ruleFile, builder::ruleFile);
    apply("--max-workflows", maxWorkflows, builder::maxWorkflows);
    apply("--max-log-bytes", maxLogBytes, builder::maxLogBytes);
    apply("--max-namespaces", maxNamespaces, builder::maxNamespaces);
    applyNamespaceTtl(builder);
    apply("--ttl", ttl, builder::ttl);
    return serve(builder);
  }

  private static @Nullable List<String> list(@Nullable String text) {
    return text == null ? null : List.of(text.strip().split("\\s*,\\s*"));
  }

  /**
   * Reads a token.
   *
   * @throws IllegalArgumentException if the file cannot be read, or there is another token
   */
  private String tokenIn(Path file) {
    if (adminToken != null) {
      throw new IllegalArgumentException("there is a token in --admin-token already");
    }
    try {
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read as text", e);
    }
  }

  /** Applies a value unless it is null; an error message names the option. */
  private <T> void apply(String option, @Nullable T value, Consumer<T> setting) {
    try {
      if (value != null) {
        setting.accept(value);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), e.getMessage(), e, spec.findOption(option), String.valueOf(value));
    }
  }

  private void applyNamespaceTtl(Simulator.Builder builder) {
    apply(
        "--namespace-ttl",
        namespaceTtl,
        timeToLive -> {
          if (store != null) {
            throw new IllegalArgumentException("it cannot be used with --store");
          }
          builder.namespaceTtl(timeToLive);
        });
  }

  /** Applies the URL of the store, which may contain a password: error messages omit it. */
  private void applyStore(Simulator.Builder builder) {
    try {
      if (store != null && data != null) {
        throw new IllegalArgumentException("the state is kept either in --data or in --store");
      }
      if (store != null) {
        builder.store(store);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), e.getMessage(), e, spec.findOption(SettingNames.STORE), "");
    }
  }

  private int serve(Simulator.Builder builder) {
    PrintWriter err = spec.commandLine().getErr();
    CountDownLatch stopped = new CountDownLatch(1);
    try (Simulator simulator = builder.start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> simulator.stop(grace), "stop"));
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          String.format(
              Locale.ROOT,
              "Workflow API simulator at %1$s - open it in a browser, read %1$s/docs, or try: %2$s",
              simulator.url(),
              curl(simulator.url())));
      out.flush();
      if (!KnownHosts.isLoopback(host) && adminToken == null && adminTokenFile == null) {
        err.println(
            NAME
                + ": WARNING: everyone who can reach "
                + host
                + " can control this simulator; set a token with --admin-token-file or"
                + " SIMULATOR_ADMIN_TOKEN");
      }
      // Runs until a signal; the shutdown hook closes the simulator.
      stopped.await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (StartupException e) {
      err.println(NAME + ": " + e.getMessage());
      return 1;
    } catch (UncheckedIOException e) {
      err.println(
          NAME
              + ": "
              + e.getCause().getMessage()
              + "; choose another address with --port or --host (--port=0 selects a free port)");
      return 1;
    }
  }

  private static String curl(String url) {
    WorkflowApiDocument document = WorkflowApiDocument.load();
    return "curl -H '%s: demo' %s%s"
        .formatted(
            document.apiKeyHeader(), url, document.openApi().operation("listTemplates").path());
  }

  @Command(
      name = "settings",
      description = "Prints all settings and their sources as a settings file.")
  int settings() {
    CommandLine program = spec.commandLine();
    SettingsPrinter.print(
        spec,
        program.getParseResult(),
        (SettingsDefaultProvider) program.getDefaultValueProvider(),
        program.getOut());
    return 0;
  }

  @Command(
      name = "health",
      description = "Checks whether the simulator with the same settings is ready.")
  int health() {
    String url = BaseUrl.of(host, port) + AdminApi.ROOT + "/health";
    try {
      HealthCheck.check(url);
      spec.commandLine().getOut().println(url + " is ready");
      return 0;
    } catch (IOException e) {
      spec.commandLine().getErr().println(NAME + ": " + url + " is not ready: " + e.getMessage());
      return 1;
    }
  }

  /** Provides the version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {NAME + " " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
