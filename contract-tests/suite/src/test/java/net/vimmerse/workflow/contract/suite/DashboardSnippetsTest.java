package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.world.LoggedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the dashboard shows to be copied does what the form does. */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("browser")
class DashboardSnippetsTest {
  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  /**
   * A request for each template and each value of an option, with everything set, in a language.
   */
  private static final String WRITE_ALL =
      """
      const language = args[0];
      const { takeApart } = await import('/assets/dashboard/document.js');
      const { LANGUAGES } = await import('/assets/dashboard/snippets.js');
      const { templates } = takeApart(await (await fetch('/openapi.json')).json());
      const awkward = `it's "quoted" \\\\ $HOME \\u0041 \u00e9`;
      const value = ({ name, schema }, turn) =>
        schema.enum ? schema.enum[turn % schema.enum.length]
        : schema.type === 'array' ? ['https://example.com/a.png', 'https://example.com/b.png']
        : schema.pattern ? 'http://127.0.0.1:9/' : name === 'event_id' ? 'spring' : awkward;
      const values = (fields, turn) =>
        Object.fromEntries(fields.map((field) => [field.name, value(field, turn)]));
      const { write } = LANGUAGES.find(({ id }) => id === language);
      return templates.flatMap((template) => {
        const turns = Math.max(...template.options.map(({ schema }) => schema.enum?.length ?? 1));
        return [...Array(turns).keys()].map((turn) => {
          const body = { template_id: template.id, ...values(template.fields, turn),
                         options: values(template.options, turn) };
          return { body: JSON.stringify(body),
                   text: write({ body, key: 'demo', origin: location.origin, template }) };
        });
      });
      """;

  private static final JsonMapper JSON = new JsonMapper();

  private static Simulator simulator;

  @TempDir Path directory;
  private BrowserPage page;

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void open() {
    simulator.world("demo").requests().clear();
    page = new BrowserPage(BROWSER.driver());
    page.open(simulator.url(), 1440, 900);
  }

  @Test
  void the_java_of_every_template_and_every_value_compiles() {
    List<JavaFileObject> sources = new ArrayList<>();
    for (Map<?, ?> written : written("java")) {
      Map<Boolean, List<String>> lines =
          String.valueOf(written.get("text"))
              .lines()
              .collect(Collectors.partitioningBy(line -> line.startsWith("import ")));
      String name = "Snippet" + sources.size();
      sources.add(
          source(
              name,
              "%s class %s { void run() { %s } }"
                  .formatted(
                      String.join("\n", lines.get(true)),
                      name,
                      String.join("\n", lines.get(false)))));
    }

    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> violations = new DiagnosticCollector<>();
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                violations,
                List.of("-proc:none", "-d", directory.toString(), "-cp", classPath()),
                null,
                sources)
            .call();

    assertThat(compiled).as("%s", violations.getDiagnostics()).isTrue();
    assertThat(sources).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void the_javascript_sends_what_the_form_would() throws IOException {
    Map<?, ?> written = written("javascript").get(0);

    page.awaited(String.valueOf(written.get("text")));

    LoggedRequest sent = simulator.world("demo").requests().requests().get(0);
    assertThat(JSON.readTree(sent.body()))
        .isEqualTo(JSON.readTree(String.valueOf(written.get("body"))));
    assertThat(sent.status()).isEqualTo(200);
  }

  @Test
  void the_python_of_every_template_and_every_value_sends_what_the_form_would()
      throws IOException, InterruptedException {
    List<Map<?, ?>> written = written("python");
    String script =
        written.stream()
            .map(each -> String.valueOf(each.get("text")))
            .collect(Collectors.joining("\n", "python3 - <<'END'\n", "\nEND"));

    String expected = Shell.run("python3", script, Map.of());

    assertThat(expected.lines()).hasSameSizeAs(written).allMatch(line -> line.endsWith(" new"));
    List<LoggedRequest> sent = simulator.world("demo").requests().requests();
    assertThat(sent).hasSameSizeAs(written);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(JSON.readTree(sent.get(i).body()))
          .isEqualTo(JSON.readTree(String.valueOf(written.get(i).get("body"))));
    }
  }

  @Test
  void a_shell_hands_curl_what_the_form_would_send() throws IOException, InterruptedException {
    Map<?, ?> written = written("curl").get(0);
    String script =
        "curl() { printf '%s\\n' \"$#\" \"$1\" \"$3\" \"$9\"; }\n" + written.get("text");

    Process shell = new ProcessBuilder("sh", "-c", script).redirectError(Redirect.INHERIT).start();
    String[] arguments =
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n", 4);

    assertThat(shell.waitFor()).isZero();
    assertThat(arguments).startsWith("9", "-X", simulator.url() + "/v2/workflow");
    assertThat(JSON.readTree(arguments[3]))
        .isEqualTo(JSON.readTree(String.valueOf(written.get("body"))));
  }

  private List<Map<?, ?>> written(String language) {
    Object found = page.awaited(WRITE_ALL, language);
    assertThat(found).isInstanceOf(List.class);
    return ((List<?>) found).stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** The client's jar or classes, and whatever else these tests see. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
