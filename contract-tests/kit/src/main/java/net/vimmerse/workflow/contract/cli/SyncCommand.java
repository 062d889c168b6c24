package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.contract.editing.DocumentEditor;
import net.vimmerse.workflow.contract.editing.ListedTemplate;
import net.vimmerse.workflow.contract.editing.TemplateSync;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Edits the document until its templates are those of a server. */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Edits the document in place until its templates are those that a server lists: templates,"
          + " prices, modes, steps, content types and options. Comments, order and style stay.",
      "What the list does not tell becomes a placeholder, which the lint rules reject."
    },
    footer = {
      "",
      "Exit codes: 0 the document is up to date or was edited, 1 it differs and",
      "--dry-run was given, 2 usage error, 3 the server is unreachable or rejects",
      "the key."
    })
final class SyncCommand implements Callable<Integer> {
  static final String DEFAULT_DOCUMENT = "openapi/workflow-api.yaml";

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Reads a saved response of the template list in place of a server.")
  private @Nullable Path from;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      defaultValue = DEFAULT_DOCUMENT,
      description = "The document to edit. Default: ${DEFAULT-VALUE}.")
  private Path documentFile = Path.of(DEFAULT_DOCUMENT);

  @Option(
      names = "--mark-removed",
      description = "Marks templates that are not listed with a date, in place of removing them.")
  private boolean marks;

  @Option(
      names = "--dry-run",
      description = "Prints the changes and writes nothing; exit code 1 if there are any.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final UnaryOperator<@Nullable String> environment;

  SyncCommand(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    return CliException.exitCode(this::run, spec.commandLine().getErr());
  }

  private int run() throws CliException {
    DocumentFile file = DocumentFile.read(documentFile, !dryRun);
    List<ListedTemplate> listed = listed(file);
    DocumentEditor editor;
    try {
      editor = TemplateSync.sync(file.text(), listed, LocalDate.now(ZoneOffset.UTC), marks);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--document: " + documentFile + ": " + e.getMessage());
    }
    boolean differs = !editor.text().equals(file.text());
    if (!dryRun) {
      file.write(editor);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(file.summary(editor, !dryRun));
    out.flush();
    return dryRun && differs ? ExitCode.DIFFERS : ExitCode.CONFORMS;
  }

  private List<ListedTemplate> listed(DocumentFile file) throws CliException {
    if (from != null == server.hasTarget()) {
      throw CliException.usage("name either --target, with --api-key-env, or --from");
    }
    String source = from == null ? "--target" : "--from " + from;
    try {
      return ListedTemplate.list(json(file), file.document().templateProperty());
    } catch (IllegalArgumentException e) {
      throw CliException.usage(source + ": " + e.getMessage());
    }
  }

  private String json(DocumentFile file) throws CliException {
    if (from == null) {
      HttpUrl url = server.url();
      Preflight list =
          Preflight.detailed(url, server.key(environment), file.document())
              .orElseThrow(() -> CliException.usage("--document: it has no template list"));
      if (list.exchange().status() != 200) {
        throw new CliException(
            ExitCode.UNREACHABLE,
            "%s responds to %s with %d"
                .formatted(url, list.exchange().target(), list.exchange().status()));
      }
      return list.exchange().responseBody().utf8();
    }
    try {
      return Files.readString(from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CliException.usage("--from: cannot read %s (%s)".formatted(from, e.getMessage()));
    }
  }
}
