package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The code that the dashboard generates sends the same request as its form. */
@UsesChromium(mayLog = true)
@ResourceLock("another chromium")
class SnippetsTest {

  /** Generates a request for each template and each enum value, with every field set. */
  private static final String GENERATE =
      """
      const language = args[0];
      const { parseDocument } = await import('/assets/dashboard/openapi.js');
      const { LANGUAGES } = await import('/assets/dashboard/snippets.js');
      const { templates } = parseDocument(await (await fetch('/openapi.json')).json());
      const specialCharacters = `it's "quoted" \\\\ $HOME \\u0041 \u00e9`;
      const value = ({ name, schema }, round) =>
        schema.enum ? schema.enum[round % schema.enum.length]
        : schema.type === 'array' ? ['https://example.com/a.png', 'https://example.com/b.png']
        : schema.pattern ? 'http://127.0.0.1:9/' : name === 'event_id' ? 'spring' : specialCharacters;
      const values = (fields, round) =>
        Object.fromEntries(fields.map((field) => [field.name, value(field, round)]));
      const { write } = LANGUAGES.find(({ id }) => id === language);
      return templates.flatMap((template) => {
        const rounds = Math.max(...template.options.map(({ schema }) => schema.enum?.length ?? 1));
        return [...Array(rounds).keys()].map((round) => {
          const body = { template_id: template.id, ...values(template.fields, round),
                         options: values(template.options, round) };
          return { body: JSON.stringify(body),
                   code: write({ body, key: 'demo', origin: location.origin, template }) };
        });
      });
      """;

  private static final JsonMapper JSON = new JsonMapper();

  private static Simulator simulator;
  private static TestClient demo;

  @TempDir private Path directory;
  private BrowserPage page;

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().start();
    demo = new TestClient(simulator.url(), "demo");
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void open(BrowserPage page) {
    this.page = page;
    demo.create("{}");
    demo.admin("DELETE", "/requests", "");
    page.open(simulator.url(), 1440, 900);
  }

  @Test
  void javascript_sends_the_request_of_the_form() throws IOException {
    Snippet snippet = generate("javascript").get(0);

    page.asyncScript(snippet.code());

    JsonNode request = demo.requests().get(0);
    assertThat(JSON.readTree(request.path("body").asText())).isEqualTo(snippet.body());
    assertThat(request.path("status").asInt()).isEqualTo(200);
  }

  @Test
  void python_sends_the_request_of_the_form_for_every_template_and_enum_value()
      throws IOException, InterruptedException {
    List<Snippet> snippets = generate("python");
    String script =
        snippets.stream()
            .map(Snippet::code)
            .collect(Collectors.joining("\n", "python3 - <<'END'\n", "\nEND"));

    String printed = Shell.run("python3", script, directory);

    assertThat(printed.lines()).hasSameSizeAs(snippets).allMatch(line -> line.endsWith(" new"));
    List<JsonNode> requests = demo.requests();
    assertThat(requests).hasSameSizeAs(snippets);
    for (int i = 0; i < requests.size(); i++) {
      assertThat(JSON.readTree(requests.get(i).path("body").asText()))
          .isEqualTo(snippets.get(i).body());
    }
  }

  @Test
  void a_shell_passes_the_request_of_the_form_to_curl() throws IOException, InterruptedException {
    Snippet snippet = generate("curl").get(0);

    String[] arguments =
        Shell.run(
                "sh",
                "curl() { printf '%s\\n' \"$#\" \"$1\" \"$3\" \"$9\"; }\n" + snippet.code(),
                directory)
            .split("\n", 4);

    assertThat(arguments).startsWith("9", "-X", simulator.url() + "/v2/workflow");
    assertThat(JSON.readTree(arguments[3])).isEqualTo(snippet.body());
  }

  private record Snippet(String code, JsonNode body) {}

  private List<Snippet> generate(String language) throws IOException {
    Object found = page.asyncScript(GENERATE, language);
    JsonNode snippets = JSON.valueToTree(found);
    assertThat(snippets.isArray()).as("%s", found).isTrue();
    List<Snippet> generated = new java.util.ArrayList<>();
    for (JsonNode each : snippets) {
      generated.add(
          new Snippet(each.path("code").asText(), JSON.readTree(each.path("body").asText())));
    }
    return generated;
  }
}
