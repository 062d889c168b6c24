package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.editing.DocumentEditor;
import net.vimmerse.workflow.contract.editing.PipelineEdits;
import net.vimmerse.workflow.contract.editing.Source;
import net.vimmerse.workflow.contract.execution.ParallelTasks;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.observation.ObservedWorkflow;
import net.vimmerse.workflow.contract.observation.ServiceClock;
import net.vimmerse.workflow.contract.observation.WorkflowObserver;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.runner.WebhookReceiver;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates workflows on a server, follows them, and records their steps and times. */
@Command(
    name = "observe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Creates one workflow of each template, the cheapest first, follows it to its end, and edits"
          + " the document where its steps or outputs differ. Workflows cost credits, and are not"
          + " deleted.",
      "What it writes holds no key, no id and no URL."
    },
    footer = {
      "",
      "Exit codes: 0 every workflow was followed to its end, 1 some were not,",
      "2 usage error, 3 the server is unreachable or rejects the key."
    })
final class ObserveCommand implements Callable<Integer> {
  private static final String INPUT = "https://example.com/input.png";
  private static final int MAX_FAILURES = 2;

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--budget-credits",
      paramLabel = "N",
      required = true,
      description =
          "Maximum number of credits, by the prices in the document or in the server's list,"
              + " whichever are higher.")
  private long budgetCredits;

  @Option(
      names = "--template",
      paramLabel = "ID",
      description = "Observes this template only. Repeatable. Default: all.")
  private List<String> templates = new ArrayList<>();

  @Option(
      names = "--every-mode",
      description = "Observes each pipeline mode of a template, not only the default one.")
  private boolean everyMode;

  @Option(
      names = "--image",
      paramLabel = "URL",
      description =
          "The input image, which the server must be able to read. Required unless the server is on"
              + " this machine.")
  private @Nullable String image;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      defaultValue = SyncCommand.DEFAULT_DOCUMENT,
      description = "The document to edit. Default: ${DEFAULT-VALUE}.")
  private Path documentFile = Path.of(SyncCommand.DEFAULT_DOCUMENT);

  @Option(
      names = "--timing",
      paramLabel = "FILE",
      description =
          "Adds the times to this file, which the simulator's option of the same name reads."
              + " Default: none.")
  private @Nullable Path timing;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description =
          "The time between two reads of a workflow; times are half as exact. Default:"
              + " ${DEFAULT-VALUE}.")
  private double interval;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long one workflow is followed. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of workflows at the same time. Default: ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(names = "--dry-run", description = "Prints what it would create; creates nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final UnaryOperator<@Nullable String> environment;
  private final ServiceClock clock;

  /** How many of the last workflows failed one after the other. */
  private int failures;

  ObserveCommand(UnaryOperator<@Nullable String> environment, ServiceClock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  /** One workflow to create. */
  private record Planned(TemplateSchema template, String mode, long credits) {
    @Override
    public String toString() {
      return template.id() + " " + mode;
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    return CliException.exitCode(this::run, spec.commandLine().getErr());
  }

  private int run() throws CliException, InterruptedException {
    if (budgetCredits < 0) {
      throw CliException.usage("--budget-credits must be at least 0, not " + budgetCredits);
    }
    if (!(interval >= 0.01 && interval <= 60)) {
      throw CliException.usage("--interval must be 0.01 to 60, not " + interval);
    }
    if (limit < 1) {
      throw CliException.usage("--limit must be at least 1, not " + limit);
    }
    if (parallel < 1 || parallel > 64) {
      throw CliException.usage("--parallel must be 1 to 64, not " + parallel);
    }
    HttpUrl url = server.url();
    if (image == null && !dryRun && !ServerOptions.isLocal(url)) {
      throw CliException.usage("--image is missing. Name an image that the server can read.");
    }
    ApiKey key = server.key(environment);
    DocumentFile file = DocumentFile.read(documentFile, !dryRun);
    Optional<TimingFile> times =
        timing == null ? Optional.empty() : Optional.of(TimingFile.open(timing));
    List<Planned> plan;
    try {
      plan = plan(file.document(), url, key);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--document: " + documentFile + ": " + e.getMessage());
    }
    Budget budget = new Budget(Budget.UNLIMITED, budgetCredits);
    List<Planned> affordable =
        plan.stream().filter(it -> budget.take(new Cost(0, it.credits())).isEmpty()).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      affordable.forEach(it -> out.printf("%s: at most %d credits%n", it, it.credits()));
    }
    out.printf(
        "%d of %d workflows, at most %d credits%n",
        affordable.size(), plan.size(), budget.taken().credits());
    if (dryRun) {
      out.println("Nothing was created.");
      out.flush();
      return ExitCode.CONFORMS;
    }
    List<ObservedWorkflow> observed =
        observed(file.document(), url, key, affordable, budget, times);
    try {
      // People may have edited it since.
      DocumentFile current = DocumentFile.read(documentFile, true);
      DocumentEditor editor = edited(current, observed);
      current.write(editor);
      out.print(current.summary(editor, true));
      budget.stopped().ifPresent(it -> out.println("stopped: " + it));
      out.flush();
    } finally {
      if (times.isPresent()) {
        times.get().finish();
      }
    }
    return observed.stream().filter(ObservedWorkflow::succeeded).count() == affordable.size()
        ? ExitCode.CONFORMS
        : ExitCode.DIFFERS;
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  /** Returns the workflows to create, the cheapest first. */
  private List<Planned> plan(Document document, HttpUrl url, ApiKey key) throws CliException {
    List<String> known = document.templates().stream().map(TemplateSchema::id).toList();
    Main.checkKnown("--template", templates, known);
    CostEstimator costs = new CostEstimator(document);
    Optional<Preflight> list = Preflight.with(url, key, document);
    CostEstimator priced = list.map(it -> costs.with(it.prices())).orElse(costs);
    List<Planned> plan = new ArrayList<>();
    for (TemplateSchema template : document.templates()) {
      if (templates.isEmpty() ? !template.isRemoved() : templates.contains(template.id())) {
        List<String> modes = modes(template);
        if (modes.isEmpty()) {
          print(template.id(), "left out, since the document has no modes of it");
        }
        for (String mode : modes) {
          String body = WorkflowObserver.body(document, template, mode, input()).toString();
          plan.add(new Planned(template, mode, priced.credits(ByteString.encodeUtf8(body))));
        }
      }
    }
    plan.stream()
        .filter(it -> it.credits() >= CostEstimator.UNKNOWN)
        .forEach(it -> print(it.toString(), "left out, since its price is a placeholder"));
    return plan.stream()
        .filter(it -> it.credits() < CostEstimator.UNKNOWN)
        .sorted(Comparator.comparing(Planned::credits))
        .toList();
  }

  private String input() {
    return image == null ? INPUT : image;
  }

  /** Returns the modes to observe: all, or the one that the default of an option selects. */
  private List<String> modes(TemplateSchema template) {
    List<String> all = new ArrayList<>();
    template.modes().fieldNames().forEachRemaining(all::add);
    if (everyMode || all.size() < 2) {
      return all;
    }
    return template.optionsByName().values().stream()
        .flatMap(it -> it.defaultValue().stream())
        .map(it -> it.asText())
        .filter(all::contains)
        .findFirst()
        .map(List::of)
        .orElse(all);
  }

  private List<ObservedWorkflow> observed(
      Document document,
      HttpUrl url,
      ApiKey key,
      List<Planned> plan,
      Budget budget,
      Optional<TimingFile> times)
      throws CliException, InterruptedException {
    try (Target target = Target.of("observe", url, key.value(), ContractValidator.of(document));
        @Nullable WebhookReceiver receiver =
            ServerOptions.isLocal(url) ? WebhookReceiver.start() : null) {
      WorkflowObserver observer =
          new WorkflowObserver(
              target,
              input(),
              Duration.ofMillis(Math.round(interval * 1000)),
              Duration.ofSeconds(limit),
              receiver,
              clock);
      List<Callable<Optional<ObservedWorkflow>>> tasks = new ArrayList<>();
      plan.forEach(it -> tasks.add(() -> observed(observer, it, budget, times)));
      return ParallelTasks.run(tasks, parallel).stream().flatMap(Optional::stream).toList();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot listen on the loopback address", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A workflow could not be observed", e.getCause());
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--document: " + documentFile + ": " + e.getMessage());
    }
  }

  private Optional<ObservedWorkflow> observed(
      WorkflowObserver observer, Planned planned, Budget budget, Optional<TimingFile> times)
      throws InterruptedException {
    if (budget.stopped().isPresent()) {
      print(planned.toString(), "not created: " + budget.stopped().get());
      return Optional.empty();
    }
    Optional<ObservedWorkflow> workflow = Optional.empty();
    try {
      workflow = Optional.of(observer.observe(planned.template(), planned.mode()));
      print(planned.toString(), text(workflow.get()));
    } catch (IOException | RuntimeException e) {
      print(planned.toString(), "not observed: " + e.getMessage());
    }
    Optional<ObservedWorkflow> succeeded = workflow.filter(ObservedWorkflow::succeeded);
    succeeded.ifPresent(it -> times.ifPresent(file -> file.add(it)));
    workflow.ifPresent(it -> checkPrice(planned, it, budget));
    checkFailures(succeeded.isPresent(), budget);
    return workflow;
  }

  private static void checkPrice(Planned planned, ObservedWorkflow workflow, Budget budget) {
    workflow
        .credits()
        .filter(it -> it > planned.credits())
        .ifPresent(
            it ->
                budget.stop(
                    "%s cost %d credits, but %d were planned"
                        .formatted(planned, it, planned.credits())));
  }

  private synchronized void checkFailures(boolean succeeded, Budget budget) {
    failures = succeeded ? 0 : failures + 1;
    if (failures >= MAX_FAILURES && budget.stopped().isEmpty()) {
      budget.stop(MAX_FAILURES + " workflows in a row did not succeed");
    }
  }

  private synchronized void print(String what, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(what + ": " + text);
    out.flush();
  }

  private static String text(ObservedWorkflow workflow) {
    String steps =
        workflow.steps().stream()
            .map(it -> it.name() + " " + seconds(it.time()))
            .collect(Collectors.joining(", "));
    return "%s after %s: new %s%s; %d outputs %s%s%s"
        .formatted(
            workflow.status(),
            seconds(workflow.total()),
            seconds(workflow.start()),
            steps.isEmpty() ? "" : ", " + steps,
            workflow.outputs().size(),
            workflow.outputs(),
            workflow.credits().map(it -> "; " + it + " credits").orElse(""),
            workflow.webhook().map(it -> it ? "; webhook" : "; no webhook").orElse(""));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  /** Returns the document with what was seen of the workflows that succeeded. */
  private DocumentEditor edited(DocumentFile file, List<ObservedWorkflow> observed)
      throws CliException {
    try {
      return edits(file, observed);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--document: " + documentFile + ": " + e.getMessage());
    }
  }

  private static DocumentEditor edits(DocumentFile file, List<ObservedWorkflow> observed) {
    DocumentEditor editor = new DocumentEditor(file.text(), Source.OBSERVED, today());
    Map<String, TemplateSchema> byId = new LinkedHashMap<>();
    file.document().templates().forEach(it -> byId.put(it.id(), it));
    Map<String, String> types = new LinkedHashMap<>();
    for (ObservedWorkflow workflow : observed) {
      TemplateSchema template = byId.get(workflow.template());
      if (template != null && workflow.succeeded() && !workflow.steps().isEmpty()) {
        PipelineEdits.observed(
            editor,
            template,
            workflow.mode(),
            workflow.stepNames(),
            workflow.outputs(),
            workflow.credits());
        workflow.steps().stream()
            .filter(it -> it.outputs().size() == 1)
            .forEach(it -> types.put(it.name(), it.outputs().get(0)));
      }
    }
    PipelineEdits.steps(editor, types);
    return editor;
  }
}
