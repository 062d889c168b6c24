package net.vimmerse.workflow.simulator;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import net.vimmerse.workflow.simulator.store.InMemoryWorkflowStore;
import net.vimmerse.workflow.simulator.world.RateLimit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulator as a program: serves until it is told to stop. */
@Command(
    name = "workflow-mock-server",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Simulates the Workflow API, offline. Any API key is accepted.",
    footer = {
      "",
      "API keys with a meaning:",
      "  sim_invalid, sim_no_credit, sim_forbidden, sim_rate_limited, sim_broken",
      "  always get the error of that name.",
      "An event_id such as sim:fail or sim:slow=10m decides what becomes of a workflow;",
      "GET /__admin/simulator/outcomes lists them all.",
      "",
      "Exit codes: 0 stopped, 1 cannot serve, 2 wrong option."
    })
public final class Main implements Callable<Integer> {

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
      description = "Makes ids and chance the same in every run.")
  private @Nullable Long seed;

  @Option(
      names = "--credits",
      paramLabel = "NUMBER",
      description = "Credits that each API key begins with. Default: as many as anyone could want.")
  private @Nullable Long credits;

  @Option(names = "--refunds", description = "Gives the credits of failed workflows back.")
  private boolean refunds;

  @Option(
      names = "--rate-limit",
      paramLabel = "N/TIME",
      converter = RateLimitText.class,
      description =
          "Requests that each API key may send in a while, such as 10/1s. Default: any number.")
  private @Nullable RateLimit rateLimit;

  @Option(
      names = "--admin-token",
      paramLabel = "TOKEN",
      description = "What callers of the control API must send as X-Simulator-Token.")
  private @Nullable String adminToken;

  @Option(
      names = "--loopback-webhooks",
      description = "Calls no webhook_url but those of this machine.")
  private boolean loopbackWebhooks;

  @Option(
      names = "--verbose",
      description = "Prints each request, with its answer and the reason for it.")
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
        "A data directory that is in use already is left as it is."
      })
  private @Nullable Path seedFile;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Rules that each API key begins with: lists named outcomes and faults, in YAML or JSON, of"
              + " what the control API takes.")
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
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws InterruptedException {
    Simulator.Builder builder;
    try {
      builder =
          Simulator.builder()
              .host(host)
              .port(port)
              .duration(duration)
              .jitter(jitter)
              .envelope(envelope)
              .refunds(refunds)
              .verbose(verbose)
              .loopbackWebhooks(loopbackWebhooks);
      if (seed != null) {
        builder.seed(seed);
      }
      if (credits != null) {
        builder.credits(credits);
      }
      if (rateLimit != null) {
        builder.rateLimit(rateLimit);
      }
      if (adminToken != null) {
        builder.adminToken(adminToken);
      }
      builder.maxWorkflows(maxWorkflows);
      if (ttl != null) {
        builder.ttl(ttl);
      }
      if (seedFile != null) {
        builder.seedFile(seedFile);
      }
      if (ruleFile != null) {
        builder.ruleFile(ruleFile);
      }
      if (data != null) {
        builder.data(data);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    CountDownLatch stopped = new CountDownLatch(1);
    try (Simulator simulator = builder.start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
      spec.commandLine()
          .getOut()
          .println(
              String.format(
                  Locale.ROOT,
                  "Workflow API simulator at %s - try: %s",
                  simulator.url(),
                  simulator.curl()));
      spec.commandLine().getOut().flush();
      // Only a signal ends it, and then the hook closes the simulator.
      stopped.await();
      return 0;
    } catch (CannotStartException e) {
      spec.commandLine().getErr().println("workflow-mock-server: " + e.getMessage());
      return 1;
    } catch (UncheckedIOException e) {
      spec.commandLine()
          .getErr()
          .println(
              "workflow-mock-server: "
                  + e.getCause().getMessage()
                  + ". Choose another address with --port or --host; --port=0 takes any free port.");
      return 1;
    }
  }

  /** The version that the jar was built with. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"workflow-mock-server " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
