package net.vimmerse.workflow.contract.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.drift.Drift;
import net.vimmerse.workflow.contract.drift.DriftText;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.observation.ServiceClock;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.report.Report;
import net.vimmerse.workflow.contract.sequences.generator.SequenceGenerator;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.validation.JsonBody;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command line: runs the cases and sequences of a document against a server and prints the
 * differences.
 */
@Command(
    name = "workflow-contract-tests",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Sends requests derived from the OpenAPI document of the Workflow API to a server, and reports"
          + " every difference between the server and the document.",
      "Sends nothing without --target."
    },
    footer = {
      "",
      "Chargeable requests are sent to another machine only within",
      "--budget-credits; the others are reported as skipped. Reports never contain",
      "the API key.",
      "",
      "Exit codes: 0 the server conforms, 1 it differs, 2 usage error,",
      "3 the server is unreachable or rejects the key, 4 the validator fails its",
      "self-check."
    })
public final class Main implements Callable<Integer> {
  private static final int MAX_SHOWN = 24;
  private static final long DEFAULT_REMOTE_CALLS = 1000;
  private static final int DEFAULT_LOCAL_PARALLELISM = 4;
  private static final int DEFAULT_SEQUENCES = 20;
  private static final int DEFAULT_REAL_SEQUENCES = 3;
  private static final Duration DEFAULT_DURATION = Duration.ofSeconds(20);
  private static final int MAX_SEQUENCES = 100_000;

  /** Values of {@code --envelope}. */
  enum Form {
    AUTO(Optional.empty()),
    DATA(Optional.of(Envelope.DATA)),
    NONE(Optional.of(Envelope.NONE));

    private final Optional<Envelope> form;

    Form(Optional<Envelope> form) {
      this.form = form;
    }
  }

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--second-api-key-env",
      paramLabel = "NAME",
      description =
          "Environment variable that holds the API key of a second account, to test in real time"
              + " that accounts are isolated. On a simulator, keys are generated.")
  private @Nullable String secondApiKeyEnv;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      description = "OpenAPI document to use. Default: the one this program was built with.")
  private @Nullable Path documentFile;

  @Option(
      names = "--envelope",
      paramLabel = "auto|data|none",
      defaultValue = "auto",
      description =
          "Whether successful responses must be wrapped in {\"data\": ...}; auto detects the form"
              + " of the server and reports it. Default: ${DEFAULT-VALUE}.")
  private Form envelope = Form.AUTO;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Seed of all random choices. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--sequences",
      paramLabel = "N",
      description =
          "Number of random command sequences, with seeds from --seed on. Default: "
              + DEFAULT_SEQUENCES
              + " on a simulator, "
              + DEFAULT_REAL_SEQUENCES
              + " on another server on this machine, otherwise 0; 0 with --operation or"
              + " --template.")
  private @Nullable Integer sequenceCount;

  @Option(
      names = "--clock",
      paramLabel = "auto|simulator|real",
      defaultValue = "auto",
      description =
          "Clock of the sequences: simulator advances the simulator's clock, real waits; auto asks"
              + " the target, without a key, whether it is a simulator. Default: ${DEFAULT-VALUE}.")
  private ClockMode clock = ClockMode.AUTO;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      description =
          "How long a workflow of this server takes at most. Sequences wait as long, and a workflow"
              + " that takes longer is a difference. Default: unknown; sequences wait 20 seconds.")
  private @Nullable Integer duration;

  @Option(
      names = "--no-webhooks",
      description =
          "Requests no webhooks in sequences, for a server that cannot reach 127.0.0.1 of this"
              + " machine, such as one in a container. Webhooks are requested only from a target on"
              + " this machine.")
  private boolean noWebhooks;

  @Option(
      names = "--stateless",
      description =
          "For a mock that returns examples, such as Prism: does not compare responses with what"
              + " was sent, skips stateful cases, and runs no sequences.")
  private boolean stateless;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Runs only cases and sequences whose name contains this text. Repeatable.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--operation",
      paramLabel = "ID",
      description = "Runs only the cases of this operation. Repeatable.")
  private List<String> operations = new ArrayList<>();

  @Option(
      names = "--template",
      paramLabel = "ID",
      description = "Of the cases of a template, runs only those of this one. Repeatable.")
  private List<String> templates = new ArrayList<>();

  @Option(
      names = "--budget-calls",
      paramLabel = "N",
      description =
          "Maximum number of requests. Default: unlimited on this machine, otherwise "
              + DEFAULT_REMOTE_CALLS
              + ".")
  private @Nullable Long budgetCalls;

  @Option(
      names = "--budget-credits",
      paramLabel = "N",
      description =
          "Maximum number of credits, by the prices in the document or in the server's list,"
              + " whichever are higher. Default: unlimited on this machine, otherwise 0.")
  private @Nullable Long budgetCredits;

  @Option(
      names = "--dry-run",
      description = "Prints the planned requests and their cost; sends nothing.")
  private boolean dryRun;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "Number of cases that run in parallel. Default: "
              + DEFAULT_LOCAL_PARALLELISM
              + " on this machine, otherwise 1.")
  private @Nullable Integer parallel;

  @Option(
      names = "--accept",
      paramLabel = "FILE",
      description =
          "YAML file with known differences, each with a reason and a date. Only other differences"
              + " count; those that have vanished, or were not seen in a run of a part, are"
              + " listed.")
  private @Nullable Path accept;

  @Option(
      names = "--write-accepted",
      paramLabel = "REASON",
      description =
          "Adds all other differences to the file of --accept, with this reason and date.")
  private @Nullable String writeAccepted;

  @Option(
      names = ReportFiles.JUNIT,
      paramLabel = "FILE",
      description = "Writes a JUnit XML report for build servers.")
  private @Nullable Path junit;

  @Option(names = ReportFiles.HTML, paramLabel = "FILE", description = "Writes an HTML report.")
  private @Nullable Path html;

  @Option(
      names = ReportFiles.HAR,
      paramLabel = "FILE",
      description = "Writes every exchange as an HTTP archive (HAR), for browsers and proxies.")
  private @Nullable Path har;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final UnaryOperator<@Nullable String> environment;

  Main(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /** Runs the program and exits with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(System::getenv, ServiceClock.real()).execute(args));
  }

  /**
   * Returns the program.
   *
   * @param environment the environment variables
   * @param clock the time in which workflows are observed
   */
  static CommandLine commandLine(UnaryOperator<@Nullable String> environment, ServiceClock clock) {
    return new CommandLine(new Main(environment))
        .addSubcommand(new SyncCommand(environment))
        .addSubcommand(new ObserveCommand(environment, clock))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws InterruptedException {
    return CliException.exitCode(this::run, err());
  }

  private int run() throws CliException, InterruptedException {
    // Cheap checks first: generating cases takes a moment.
    HttpUrl url = server.url();
    Budget budget = budget(url);
    int parallelism = parallelism(url);
    if (dryRun) {
      RunPlan plan = plan();
      out().print(plan.text(budget));
      printDuration(plan, sequenceRun(url), parallelism);
      out().println("Nothing was sent.");
      out().flush();
      return ExitCode.CONFORMS;
    }
    ApiKey key = server.key(environment);
    SequenceRun sequences = sequenceRun(url).with(secondKey(key));
    ReportFiles files = files();
    files.check();
    AcceptedDifferences accepted = accepted();
    RunPlan plan = plan();
    Report found =
        new ContractRun(
                url, key, plan, sequences, budget, envelope.form, !stateless, parallelism, err())
            .report();
    if (accept != null && writeAccepted != null) {
      accepted = accepted.and(found.drift(), writeAccepted, LocalDate.now(ZoneOffset.UTC));
      accepted.write(accept);
    }
    Report report = found.with(accepted.without(found.drift()));
    files.write(report, url);
    print(report);
    print(accepted, found.drift(), isWhole(report));
    out().println(report.summary());
    out().flush();
    return report.drift().none() ? ExitCode.CONFORMS : ExitCode.DIFFERS;
  }

  private AcceptedDifferences accepted() throws CliException {
    if (accept == null) {
      if (writeAccepted != null) {
        throw CliException.usage("--write-accepted needs --accept FILE, which it writes");
      }
      return AcceptedDifferences.none();
    }
    if (writeAccepted != null && writeAccepted.isBlank()) {
      throw CliException.usage("--write-accepted needs a reason");
    }
    return writeAccepted != null && !Files.exists(accept)
        ? AcceptedDifferences.none()
        : AcceptedDifferences.read(accept);
  }

  // ---- options

  private Document document() throws CliException {
    if (documentFile == null) {
      return DocumentCases.bundled();
    }
    try {
      return DocumentFile.parsed(documentFile, Files.readAllBytes(documentFile));
    } catch (IOException e) {
      throw CliException.usage(
          "--document: cannot read " + documentFile + " (" + e.getMessage() + ")");
    }
  }

  private RunPlan plan() throws CliException {
    Document document = document();
    checkKnown(
        "--operation", operations, document.operations().stream().map(Operation::id).toList());
    checkKnown(
        "--template", templates, document.templates().stream().map(TemplateSchema::id).toList());
    DocumentCases all;
    try {
      all = documentFile == null ? DocumentCases.bundled(seed) : DocumentCases.of(document, seed);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--document: cannot generate cases: " + e.getMessage());
    }
    List<Case> cases = all.cases();
    List<Case> chosen = cases.stream().filter(this::isChosen).toList();
    List<CommandSequence> sequences = sequences(document);
    Optional<CommandSequence> life = life(all);
    if (chosen.isEmpty() && sequences.isEmpty() && life.isEmpty()) {
      throw CliException.usage(
          "no case is left of " + cases.size() + ": loosen --only, --operation or --template");
    }
    return new RunPlan(document, seed, chosen, life, sequences, all.costs());
  }

  /** Returns the life of a workflow of the cheapest template, with every property. */
  private Optional<CommandSequence> life(DocumentCases all) {
    if (stateless
        || !operations.isEmpty()
        || !templates.isEmpty()
        || !isNamed(CommandSequence.LIFE)) {
      return Optional.empty();
    }
    try {
      SequenceGenerator generator = generator(all.document());
      return all.cheapestWhole()
          .map(it -> (ObjectNode) JsonBody.parse(it.request().body()))
          .map(it -> generator.life(it, duration != null));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Not every document describes behaviour over time.
    }
  }

  private SequenceGenerator generator(Document document) {
    return SequenceGenerator.of(document)
        .typicalDuration(duration == null ? DEFAULT_DURATION : Duration.ofSeconds(duration));
  }

  private List<CommandSequence> sequences(Document document) throws CliException {
    List<Long> seeds =
        LongStream.range(0, sequenceCount())
            .mapToObj(it -> seed + it)
            .filter(it -> isNamed(CommandSequence.name(it)))
            .toList();
    if (seeds.isEmpty()) {
      return List.of();
    }
    try {
      SequenceGenerator generator = generator(document);
      return seeds.stream().map(generator::sequence).toList();
    } catch (IllegalArgumentException e) {
      if (sequenceCount == null) {
        return List.of(); // Not every document describes behaviour over time.
      }
      throw CliException.usage("--document: cannot generate sequences: " + e.getMessage());
    }
  }

  private int sequenceCount() throws CliException {
    if (sequenceCount != null) {
      if (sequenceCount < 0 || sequenceCount > MAX_SEQUENCES) {
        throw CliException.usage(
            "--sequences must be 0 to %d, not %d".formatted(MAX_SEQUENCES, sequenceCount));
      }
      if (sequenceCount > 0 && stateless) {
        throw CliException.usage("--sequences needs a stateful server: omit --stateless");
      }
      return sequenceCount;
    }
    boolean all = operations.isEmpty() && templates.isEmpty() && !stateless;
    return all ? DEFAULT_SEQUENCES : 0;
  }

  private Optional<ApiKey> secondKey(ApiKey key) throws CliException {
    Optional<ApiKey> second =
        secondApiKeyEnv == null
            ? Optional.empty()
            : Optional.of(ServerOptions.key("--second-api-key-env", secondApiKeyEnv, environment));
    if (second.map(ApiKey::value).filter(key.value()::equals).isPresent()) {
      throw CliException.usage(
          "--second-api-key-env: " + secondApiKeyEnv + " holds the same key as " + key.variable());
    }
    return second;
  }

  private SequenceRun sequenceRun(HttpUrl url) {
    int inRealTime =
        sequenceCount != null
            ? sequenceCount
            : ServerOptions.isLocal(url) ? DEFAULT_REAL_SEQUENCES : 0;
    return new SequenceRun(
        clock, inRealTime, Optional.empty(), ServerOptions.isLocal(url) && !noWebhooks);
  }

  private boolean isNamed(String name) {
    return only.isEmpty() || only.stream().anyMatch(name::contains);
  }

  private boolean isChosen(Case one) {
    return isNamed(one.name())
        && (operations.isEmpty() || operations.contains(one.operation().id()))
        && (templates.isEmpty() || one.template().filter(it -> !templates.contains(it)).isEmpty());
  }

  static void checkKnown(String option, List<String> requested, List<String> known)
      throws CliException {
    for (String name : requested) {
      if (!known.contains(name)) {
        throw CliException.usage(
            option + " " + name + ": the document has " + String.join(", ", known));
      }
    }
  }

  private Budget budget(HttpUrl url) throws CliException {
    long calls =
        budgetCalls != null
            ? budgetCalls
            : ServerOptions.isLocal(url) ? Budget.UNLIMITED : DEFAULT_REMOTE_CALLS;
    long credits =
        budgetCredits != null ? budgetCredits : ServerOptions.isLocal(url) ? Budget.UNLIMITED : 0;
    if (calls < 1) {
      throw CliException.usage("--budget-calls must be at least 1, not " + calls);
    }
    if (credits < 0) {
      throw CliException.usage("--budget-credits must be at least 0, not " + credits);
    }
    return new Budget(calls, credits);
  }

  private int parallelism(HttpUrl url) throws CliException {
    int parallelism =
        parallel != null ? parallel : ServerOptions.isLocal(url) ? DEFAULT_LOCAL_PARALLELISM : 1;
    if (parallelism < 1 || parallelism > 64) {
      throw CliException.usage("--parallel must be 1 to 64, not " + parallelism);
    }
    return parallelism;
  }

  private ReportFiles files() {
    Map<String, @Nullable Path> files = new LinkedHashMap<>();
    files.put(ReportFiles.JUNIT, junit);
    files.put(ReportFiles.HTML, html);
    files.put(ReportFiles.HAR, har);
    files.values().removeIf(Objects::isNull);
    return new ReportFiles(files);
  }

  private void printDuration(RunPlan plan, SequenceRun sequences, int parallelism) {
    if (plan.sequences().isEmpty()) {
      return;
    }
    String seconds = "Sequences take seconds on a simulator";
    List<CommandSequence> inRealTime = sequences.chosen(plan.sequences(), false);
    String waiting = RunPlan.text(RunPlan.time(inRealTime).dividedBy(parallelism));
    out()
        .println(
            switch (clock) {
              case SIMULATOR -> seconds + ".";
              case REAL -> "Sequences take about " + waiting + " in real time.";
              case AUTO ->
                  inRealTime.isEmpty()
                      ? seconds + ", and do not run on any other server."
                      : seconds
                          + ", %d of them about %s on any other server."
                              .formatted(inRealTime.size(), waiting);
            });
  }

  // ---- output

  private void print(Report report) {
    out().print(DriftText.details(report.drift()));
    report.coverage().summary().forEach(line -> out().println(line));
    out().println();
    DriftText.lines(report.drift(), MAX_SHOWN).forEach(out()::println);
    report.facts().forEach((name, value) -> out().println(wrapped(name + ": " + value)));
    long exchanges = report.results().stream().mapToLong(it -> it.exchanges().size()).sum();
    out()
        .printf(
            "%d passed, %d failed, %d skipped; %d exchanges validated in %.1f s%n",
            report.count(Outcome.PASSED),
            report.count(Outcome.FAILED),
            report.count(Outcome.SKIPPED),
            exchanges,
            report.elapsed().toMillis() / 1e3);
    report
        .skipped()
        .forEach((why, times) -> out().println(wrapped("skipped: " + times + " " + why)));
  }

  /** Returns a text in lines of up to 80 columns, broken at spaces. */
  private static String wrapped(String text) {
    return text.replaceAll("(.{1,78})(?: |$)", "$1\n  ").strip();
  }

  /** Returns true if a difference that a run has not found would have been found. */
  private boolean isWhole(Report report) {
    return only.isEmpty()
        && operations.isEmpty()
        && templates.isEmpty()
        && report.count(Outcome.SKIPPED) == 0;
  }

  private void print(AcceptedDifferences accepted, Drift found, boolean whole) {
    if (!accepted.byKey().isEmpty()) {
      List<String> vanished = accepted.vanished(found);
      out()
          .printf(
              "accepted: %d differences, of which %d %s%n",
              accepted.byKey().size(),
              vanished.size(),
              whole ? "have vanished" : "were not seen in this run");
      String line = whole ? "vanished: " : "not seen in this run: ";
      vanished.forEach(it -> out().println(wrapped(line + it)));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Returns the version that the jar was built with. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "workflow-contract-tests " + (version == null ? "(unpackaged)" : version)
      };
    }
  }
}
