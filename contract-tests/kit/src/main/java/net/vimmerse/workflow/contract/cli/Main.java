package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.drift.DriftText;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.recording.SelfCheckException;
import net.vimmerse.workflow.contract.report.Report;
import net.vimmerse.workflow.contract.sequences.generator.SequenceGenerator;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The kit as a program: puts the cases of a document to a server and tells where they differ. */
@Command(
    name = "workflow-contract-tests",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Puts requests derived from the Workflow API's document to a server, and tells what the"
          + " server does that the document does not say.",
      "Nothing is ever sent without --target."
    },
    footer = {
      "",
      "A request that may be charged for is sent to another machine only within --budget-credits;",
      "what is left out is reported as skipped. The key is in no report.",
      "",
      "Exit codes: 0 server and document agree, 1 they differ, 2 wrong use,",
      "3 the server cannot be reached or refuses the key, 4 the judge does not see bad exchanges."
    })
public final class Main implements Callable<Integer> {
  private static final int SHOWN = 10;
  private static final long CALLS_ELSEWHERE = 1000;
  private static final int AT_ONCE_HERE = 4;
  private static final int SEQUENCES = 20;
  private static final int MOST_SEQUENCES = 100_000;

  /** Which form of answers is expected. */
  enum Form {
    AUTO(Optional.empty()),
    DATA(Optional.of(Envelope.DATA)),
    NONE(Optional.of(Envelope.NONE));

    private final Optional<Envelope> form;

    Form(Optional<Envelope> form) {
      this.form = form;
    }
  }

  @Option(
      names = "--target",
      required = true,
      paramLabel = "URL",
      description = "What the document's paths stand below, such as http://127.0.0.1:8080.")
  private String target = "";

  @Option(
      names = "--api-key-env",
      paramLabel = "NAME",
      description =
          "Environment variable that holds the API key. The key itself is never an option: command"
              + " lines can be read by others.")
  private @Nullable String apiKeyEnv;

  @Option(
      names = "--second-key-env",
      paramLabel = "NAME",
      description =
          "Environment variable that holds the key of another account, for sequences in real time:"
              + " what one must not see of the other. A simulator gets made-up keys.")
  private @Nullable String secondKeyEnv;

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
          "Whether successful answers must be wrapped in {\"data\": ...}; auto takes whichever form"
              + " the server speaks, and says which. Default: ${DEFAULT-VALUE}.")
  private Form envelope = Form.AUTO;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "The same seed makes the same cases. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--sequences",
      paramLabel = "N",
      description =
          "Random sequences of requests and of time to play, from --seed on. Default: "
              + SEQUENCES
              + " on a simulator, else 0; and 0 with --operation or --template.")
  private @Nullable Integer howManySequences;

  @Option(
      names = "--time",
      paramLabel = "auto|simulator|real",
      defaultValue = "auto",
      description =
          "How the time of sequences goes by: a simulator's clock is put forward, for any other"
              + " server one waits; auto asks the target, without a key, whether it is a simulator."
              + " Default: ${DEFAULT-VALUE}.")
  private ClockMode time = ClockMode.AUTO;

  @Option(
      names = "--no-call-backs",
      description =
          "Asks for no call-backs in sequences, for a server that does not reach 127.0.0.1 of this"
              + " machine: one in a container, say. Only a target on this machine is asked for"
              + " any.")
  private boolean noCallBacks;

  @Option(
      names = "--without-memory",
      description =
          "For a mock that answers with examples, such as Prism: what an answer says is not held"
              + " against what was sent, what needs memory is skipped, and no sequences are"
              + " played.")
  private boolean withoutMemory;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description =
          "Runs the cases and sequences only whose name has this text in it. May be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--operation",
      paramLabel = "ID",
      description = "Runs the cases of this operation only. May be repeated.")
  private List<String> operations = new ArrayList<>();

  @Option(
      names = "--template",
      paramLabel = "ID",
      description =
          "Of the cases about a template, runs those about this one only. May be repeated.")
  private List<String> templates = new ArrayList<>();

  @Option(
      names = "--budget-calls",
      paramLabel = "N",
      description =
          "The most requests that are sent. Default: any number on this machine, else "
              + CALLS_ELSEWHERE
              + ".")
  private @Nullable Long budgetCalls;

  @Option(
      names = "--budget-credits",
      paramLabel = "N",
      description =
          "The most credits that may be spent, by the document's prices. Default: any number on"
              + " this machine, else 0.")
  private @Nullable Long budgetCredits;

  @Option(
      names = "--dry-run",
      description = "Prints what would be sent and its price; sends nothing.")
  private boolean dryRun;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "Cases at the same time. Default: " + AT_ONCE_HERE + " on this machine, else 1.")
  private @Nullable Integer parallel;

  @Option(
      names = ReportFiles.JUNIT,
      paramLabel = "FILE",
      description = "Writes a report for build servers.")
  private @Nullable Path junit;

  @Option(
      names = ReportFiles.HTML,
      paramLabel = "FILE",
      description = "Writes a report for people.")
  private @Nullable Path html;

  @Option(
      names = ReportFiles.HAR,
      paramLabel = "FILE",
      description = "Writes every exchange as an HTTP archive, for browsers and proxies.")
  private @Nullable Path har;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final UnaryOperator<@Nullable String> environment;

  Main(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /** Runs the program and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine(System::getenv).execute(args));
  }

  static CommandLine commandLine(UnaryOperator<@Nullable String> environment) {
    return new CommandLine(new Main(environment)).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      return run();
    } catch (CliException e) {
      err().println("workflow-contract-tests: " + e.getMessage());
      return e.code();
    } catch (SelfCheckException e) {
      err().println("workflow-contract-tests: " + e.getMessage());
      return ExitCode.BLIND;
    }
  }

  private int run() throws CliException, InterruptedException {
    // What is cheap to check comes first: cases take a moment to derive.
    HttpUrl url = url();
    Budget budget = budget(url);
    int atOnce = atOnce(url);
    if (dryRun) {
      RunPlan plan = plan();
      out().print(plan.text(budget));
      noteOnTime(plan, atOnce);
      out().println("Nothing was sent.");
      out().flush();
      return ExitCode.CONFORMS;
    }
    ApiKey key = key("--api-key-env", keyVariable());
    SequenceSettings playing = playing(url, key);
    ReportFiles files = files();
    files.check();
    RunPlan plan = plan();
    Report report =
        new ContractRun(
                url, key, plan, playing, budget, envelope.form, !withoutMemory, atOnce, err())
            .report();
    files.write(report, url);
    print(report);
    return report.drift().none() ? ExitCode.CONFORMS : ExitCode.DIFFERS;
  }

  // ---- what was asked for

  private HttpUrl url() throws CliException {
    HttpUrl url = HttpUrl.parse(target);
    if (url == null || url.encodedQuery() != null || !url.username().isEmpty()) {
      throw wrong("--target must be an http or https URL without a query or a user, not " + target);
    }
    return url;
  }

  private Document document() throws CliException {
    if (documentFile == null) {
      return Document.bundled();
    }
    try {
      return Document.of(Files.readAllBytes(documentFile));
    } catch (IOException e) {
      throw wrong("--document: cannot read " + documentFile + " (" + e.getMessage() + ")");
    } catch (IllegalArgumentException e) {
      throw wrong("--document: " + documentFile + ": " + e.getMessage());
    }
  }

  private RunPlan plan() throws CliException {
    Document document = document();
    known("--operation", operations, document.operations().stream().map(Operation::id).toList());
    known("--template", templates, document.templates().stream().map(TemplateSchema::id).toList());
    List<Case> cases;
    try {
      cases = CaseGenerator.of(document, seed);
    } catch (IllegalArgumentException e) {
      throw wrong("--document: no cases can be derived: " + e.getMessage());
    }
    List<Case> chosen = cases.stream().filter(this::isChosen).toList();
    List<CommandSequence> sequences = sequences(document);
    if (chosen.isEmpty() && sequences.isEmpty()) {
      throw wrong(
          "no case is left of " + cases.size() + ": loosen --only, --operation or --template");
    }
    return new RunPlan(document, seed, chosen, sequences, new CostEstimator(document));
  }

  private List<CommandSequence> sequences(Document document) throws CliException {
    int count = howMany();
    if (count == 0) {
      return List.of();
    }
    try {
      return SequenceGenerator.of(document).from(seed, count).stream()
          .filter(it -> isNamed(it.name()))
          .toList();
    } catch (IllegalArgumentException e) {
      if (howManySequences == null) {
        return List.of(); // Not every document says what changes over time.
      }
      throw wrong("--document: no sequences can be made: " + e.getMessage());
    }
  }

  private int howMany() throws CliException {
    if (howManySequences != null) {
      if (howManySequences < 0 || howManySequences > MOST_SEQUENCES) {
        throw wrong(
            "--sequences must be 0 to %d, not %d".formatted(MOST_SEQUENCES, howManySequences));
      }
      if (howManySequences > 0 && withoutMemory) {
        throw wrong("--sequences need a server that remembers: leave out --without-memory");
      }
      return howManySequences;
    }
    boolean all = operations.isEmpty() && templates.isEmpty() && !withoutMemory;
    return all && time != ClockMode.REAL ? SEQUENCES : 0;
  }

  private SequenceSettings playing(HttpUrl url, ApiKey key) throws CliException {
    Optional<ApiKey> second =
        secondKeyEnv == null
            ? Optional.empty()
            : Optional.of(key("--second-key-env", secondKeyEnv));
    if (second.map(ApiKey::value).filter(key.value()::equals).isPresent()) {
      throw wrong("--second-key-env: " + secondKeyEnv + " holds the same key as " + key.variable());
    }
    return new SequenceSettings(
        time, howManySequences != null, second, isHere(url) && !noCallBacks);
  }

  private boolean isNamed(String name) {
    return only.isEmpty() || only.stream().anyMatch(name::contains);
  }

  private boolean isChosen(Case one) {
    return isNamed(one.name())
        && (operations.isEmpty() || operations.contains(one.operation().id()))
        && (templates.isEmpty() || one.template().filter(it -> !templates.contains(it)).isEmpty());
  }

  private static void known(String option, List<String> asked, List<String> known)
      throws CliException {
    for (String name : asked) {
      if (!known.contains(name)) {
        throw wrong(option + " " + name + ": the document has " + String.join(", ", known));
      }
    }
  }

  private Budget budget(HttpUrl url) throws CliException {
    long calls =
        budgetCalls != null ? budgetCalls : isHere(url) ? Budget.UNLIMITED : CALLS_ELSEWHERE;
    long credits = budgetCredits != null ? budgetCredits : isHere(url) ? Budget.UNLIMITED : 0;
    if (calls < 1) {
      throw wrong("--budget-calls must be at least 1, not " + calls);
    }
    if (credits < 0) {
      throw wrong("--budget-credits must be at least 0, not " + credits);
    }
    return new Budget(calls, credits);
  }

  private int atOnce(HttpUrl url) throws CliException {
    int atOnce = parallel != null ? parallel : isHere(url) ? AT_ONCE_HERE : 1;
    if (atOnce < 1 || atOnce > 64) {
      throw wrong("--parallel must be 1 to 64, not " + atOnce);
    }
    return atOnce;
  }

  /** Whether a URL leads to this machine, by its text alone: a name may lead anywhere. */
  private static boolean isHere(HttpUrl url) {
    return url.host().equals("localhost")
        || url.host().equals("::1")
        || url.host().matches("127(\\.\\d+){3}");
  }

  private String keyVariable() throws CliException {
    if (apiKeyEnv == null) {
      throw wrong(
          "--api-key-env is missing. Name the environment variable that holds the API key.");
    }
    return apiKeyEnv;
  }

  private ApiKey key(String option, String variable) throws CliException {
    String key = environment.apply(variable);
    if (key == null || key.isBlank()) {
      throw wrong(
          "%s: there is nothing in %s. Set it: export %s=your-key"
              .formatted(option, variable, variable));
    }
    if (!key.strip().chars().allMatch(it -> it > ' ' && it < 0x7f)) {
      throw wrong(option + ": what is in " + variable + " cannot be sent in a header");
    }
    return new ApiKey(key.strip(), variable);
  }

  private ReportFiles files() {
    Map<String, Path> files = new LinkedHashMap<>();
    put(files, ReportFiles.JUNIT, junit);
    put(files, ReportFiles.HTML, html);
    put(files, ReportFiles.HAR, har);
    return new ReportFiles(files);
  }

  private static void put(Map<String, Path> files, String option, @Nullable Path file) {
    if (file != null) {
      files.put(option, file);
    }
  }

  private static CliException wrong(String line) {
    return new CliException(ExitCode.WRONG_USE, line);
  }

  private void noteOnTime(RunPlan plan, int atOnce) {
    if (plan.sequences().isEmpty()) {
      return;
    }
    String seconds = "Sequences take seconds with a simulator's clock";
    String waiting = RunPlan.text(plan.time().dividedBy(atOnce));
    out()
        .println(
            switch (time) {
              case SIMULATOR -> seconds + ".";
              case REAL -> "Sequences take about " + waiting + " in real time.";
              case AUTO ->
                  howManySequences == null
                      ? seconds + ", and are not played on any other server."
                      : seconds + ", about " + waiting + " on any other server.";
            });
  }

  // ---- what came of it

  private void print(Report report) {
    out().print(DriftText.of(report.drift(), SHOWN));
    report.facts().forEach((name, value) -> out().println(name + ": " + value));
    long exchanges = report.results().stream().mapToLong(it -> it.exchanges().size()).sum();
    out()
        .printf(
            "%d passed, %d failed, %d skipped; %d exchanges judged in %.1f s%n",
            report.count(Outcome.PASSED),
            report.count(Outcome.FAILED),
            report.count(Outcome.SKIPPED),
            exchanges,
            report.elapsed().toMillis() / 1e3);
    report.coverage().summary().forEach(line -> out().println(line));
    out().println(report.verdict());
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The version that the jar was built with. */
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
