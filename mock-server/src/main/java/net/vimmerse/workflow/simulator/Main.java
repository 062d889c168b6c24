package net.vimmerse.workflow.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.admin.AdminApi;
import net.vimmerse.workflow.simulator.store.InMemoryWorkflowStore;
import net.vimmerse.workflow.simulator.world.RateLimit;
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

/** The simulator as a program: serves until it is told to stop. */
@Command(
    name = Main.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    description = "Simulates the Workflow API, offline. Any API key is accepted.",
    footer = {
      "",
      "API keys with a meaning:",
      "  sim_invalid, sim_no_credit, sim_forbidden, sim_rate_limited, sim_broken",
      "  always get the error of that name.",
      "An event_id such as sim:fail or sim:slow=10m decides what becomes of a workflow;",
      "GET /__admin/simulator/outcomes lists them all.",
      "",
      "Each option may also be set by a variable, as in SIMULATOR_DURATION=5s, or by",
      "a line of the settings file, as in duration: 5s. The command line goes before",
      "the environment, and that before the file.",
      "",
      "Exit codes: 0 stopped, 1 cannot serve, 2 wrong setting."
    })
public final class Main implements Callable<Integer> {

  static final String NAME = "workflow-mock-server";

  @Option(
      names = SettingNames.CONFIG,
      paramLabel = "FILE",
      description = "File of settings, in YAML, each under its name below. Default: none.")
  @SuppressWarnings("unused") // Defaults reads it, from the option.
  private @Nullable Path config;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port to listen on; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; 0.0.0.0 to be reached from other machines. Default: ${DEFAULT-VALUE}.")
  private String host = "";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = DurationText.class,
      description = "How long a workflow takes, such as 500ms or 1m30s. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--envelope",
      paramLabel = "data|none",
      defaultValue = "data",
      description =
          "Whether successful answers are wrapped in {\"data\": ...}. Default: ${DEFAULT-VALUE}.")
  private Envelope envelope = Envelope.DATA;

  @Option(
      names = "--jitter",
      paramLabel = "PART",
      defaultValue = "0",
      description =
          "Part of the duration, 0 to 1, by which a workflow may take longer or shorter, by chance."
              + " Default: ${DEFAULT-VALUE}.")
  private double jitter;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Makes ids and chance the same in every run. Default: different in each.")
  private @Nullable Long seed;

  @Option(
      names = "--credits",
      paramLabel = "NUMBER",
      description = "Credits that each API key begins with. Default: as many as anyone could want.")
  private @Nullable Long credits;

  @Option(
      names = "--refunds",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description = "Gives the credits of failed workflows back. Default: ${DEFAULT-VALUE}.")
  private boolean refunds;

  @Option(
      names = "--rate-limit",
      paramLabel = "N/TIME",
      converter = RateLimitText.class,
      description =
          "Requests that each API key may send in a while, such as 10/1s. Default: any number.")
  private @Nullable RateLimit rateLimit;

  @Option(
      names = SettingNames.SECRET,
      paramLabel = "TOKEN",
      description =
          "What callers of the control API must send as X-Simulator-Token. Default: anyone may call.")
  private @Nullable String adminToken;

  @Option(
      names = "--loopback-webhooks",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description = "Calls no webhook_url but those of this machine. Default: ${DEFAULT-VALUE}.")
  private boolean loopbackWebhooks;

  @Option(
      names = "--verbose",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description =
          "Prints each request, with its answer and the reason for it. Default: ${DEFAULT-VALUE}.")
  private boolean verbose;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Directory to keep everything in, made if need be; a later start goes on from there."
              + " Default: nothing is kept.")
  private @Nullable Path data;

  @Option(
      names = "--seed-file",
      paramLabel = "FILE",
      description = {
        "Creates workflows at start: a list of {key, request, outcome, count} in YAML or JSON, where"
            + " request is a request body, and outcome and count may be left out.",
        "A data directory that is in use already is left as it is. Default: none."
      })
  private @Nullable Path seedFile;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Rules that each API key begins with: lists named outcomes and faults, in YAML or JSON, of"
              + " what the control API takes. Default: none.")
  private @Nullable Path ruleFile;

  @Option(
      names = "--max-workflows",
      paramLabel = "N",
      defaultValue = "" + InMemoryWorkflowStore.MOST,
      description =
          "How many workflows are held; one more takes the place of the oldest that has ended, or of"
              + " the oldest. Default: ${DEFAULT-VALUE}.")
  private int maxWorkflows;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      converter = DurationText.class,
      description =
          "How long after its creation a workflow is forgotten, such as 2h. Default: never.")
  private @Nullable Duration ttl;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the program and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  /** The program in an environment. */
  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine program =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(int.class, number(Integer::valueOf, "a whole number"))
            .registerConverter(Long.class, number(Long::valueOf, "a whole number"))
            .registerConverter(double.class, number(Double::valueOf, "a number"))
            .registerConverter(boolean.class, Main::trueOrFalse);
    Defaults defaults = new Defaults(program, environment);
    return program
        .setDefaultValueProvider(defaults)
        .setParameterExceptionHandler(new OneLineErrors(defaults));
  }

  private static <T> ITypeConverter<T> number(Function<String, T> reader, String what) {
    return text -> {
      try {
        return reader.apply(text.strip());
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is not " + what);
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
  public Integer call() throws InterruptedException {
    Simulator.Builder builder =
        Simulator.builder()
            .host(host)
            .envelope(envelope)
            .refunds(refunds)
            .verbose(verbose)
            .loopbackWebhooks(loopbackWebhooks);
    choose("--port", port, builder::port);
    choose("--duration", duration, builder::duration);
    choose("--jitter", jitter, builder::jitter);
    choose("--seed", seed, builder::seed);
    choose("--credits", credits, builder::credits);
    choose("--rate-limit", rateLimit, builder::rateLimit);
    choose("--admin-token", adminToken, builder::adminToken);
    choose("--data", data, builder::data);
    choose("--seed-file", seedFile, builder::seedFile);
    choose("--rules", ruleFile, builder::ruleFile);
    choose("--max-workflows", maxWorkflows, builder::maxWorkflows);
    choose("--ttl", ttl, builder::ttl);
    return serve(builder);
  }

  /** Sets what was chosen, if anything was, and names the option if that cannot be. */
  private <T> void choose(String option, @Nullable T value, Consumer<T> setting) {
    try {
      if (value != null) {
        setting.accept(value);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), e.getMessage(), e, spec.findOption(option), String.valueOf(value));
    }
  }

  private int serve(Simulator.Builder builder) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    CountDownLatch stopped = new CountDownLatch(1);
    try (Simulator simulator = builder.start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          String.format(
              Locale.ROOT,
              "Workflow API simulator at %1$s - open that in a browser, read %1$s/docs, or try: %2$s",
              simulator.url(),
              simulator.curl()));
      out.flush();
      // Only a signal ends it, and then the hook closes the simulator.
      stopped.await();
      return 0;
    } catch (CannotStartException e) {
      err.println(NAME + ": " + e.getMessage());
      return 1;
    } catch (UncheckedIOException e) {
      err.println(
          NAME
              + ": "
              + e.getCause().getMessage()
              + ". Choose another address with --port or --host; --port=0 takes any free port.");
      return 1;
    }
  }

  @Command(
      name = "settings",
      description = "Prints every setting and where it comes from, as a settings file.")
  int settings() {
    CommandLine program = spec.commandLine();
    PrintedSettings.print(
        spec,
        program.getParseResult(),
        (Defaults) program.getDefaultValueProvider(),
        program.getOut());
    return 0;
  }

  @Command(
      name = "health",
      description = "Asks the simulator that runs with the same settings whether it is ready.")
  int health() {
    String url = Simulator.url(host, port) + AdminApi.ROOT + "/health";
    try {
      Health.check(url, adminToken);
      spec.commandLine().getOut().println(url + " is ready");
      return 0;
    } catch (IOException e) {
      spec.commandLine().getErr().println(NAME + ": " + url + " is not: " + e.getMessage());
      return 1;
    }
  }

  /** The version that the jar was built with. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {NAME + " " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
