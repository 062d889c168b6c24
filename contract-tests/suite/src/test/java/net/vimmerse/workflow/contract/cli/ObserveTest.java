package net.vimmerse.workflow.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mockwebserver3.MockWebServer;
import net.vimmerse.workflow.contract.observation.ServiceClock;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command that records steps and times of workflows. Instead of waiting, it advances the clock
 * of its namespace.
 */
class ObserveTest {
  private static Simulator simulator;

  private final String key = "s3cret-" + UUID.randomUUID();
  private final VirtualClock clock = simulator.namespace(key).clock();

  @TempDir Path directory;

  private Path document;
  private Path timing;

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().duration(Duration.ofSeconds(20)).start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void copy() throws IOException {
    document = Files.write(directory.resolve("workflow-api.yaml"), Document.bundledBytes());
    timing = directory.resolve("timing.yaml");
    clock.freeze();
  }

  /** The clock of the namespace, which passes only when it is awaited. */
  private final class NamespaceTime implements ServiceClock {
    @Override
    public Duration now() {
      return Duration.between(Instant.EPOCH, clock.instant());
    }

    @Override
    public void await(Duration duration) {
      clock.advance(duration);
    }
  }

  private ProgramRun observe(String url, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("observe", "--target=" + url, "--document=" + document));
    all.add("--api-key-env=KEY");
    all.addAll(List.of(arguments));
    return ProgramRun.of(Map.of("KEY", key)::get, new NamespaceTime(), all);
  }

  private static MockWebServer changing(UnaryOperator<String> change) throws IOException {
    return ChangingProxy.start(simulator.url(), change, UnaryOperator.identity());
  }

  /** Starts a proxy that does something before each creation. */
  private static MockWebServer before(Hook hook, UnaryOperator<String> change) throws IOException {
    AtomicInteger created = new AtomicInteger();
    UnaryOperator<Request> sent =
        request -> {
          if (request.method().equals("POST")) {
            try {
              hook.creation(created.incrementAndGet());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
          return request;
        };
    return ChangingProxy.start(simulator.url(), change, sent);
  }

  /** Receives the number of a creation, from 1. */
  private interface Hook {
    void creation(int number) throws IOException;
  }

  private JsonNode times(String template) throws IOException {
    return new YAMLMapper().readTree(Files.readString(timing)).path("templates").path(template);
  }

  @Test
  void a_workflow_is_followed_and_each_run_adds_its_times() throws Exception {
    String[] arguments = {"--template=vim_astronaut", "--budget-credits=100", "--timing=" + timing};
    ProgramRun first = observe(simulator.url(), arguments);
    ProgramRun second = observe(simulator.url(), arguments);

    assertThat(first.err()).isEmpty();
    assertThat(first.code()).as(first.out()).isZero();
    assertThat(first.out())
        .contains("1 of 1 workflows, at most 100 credits\n")
        .contains(
            "vim_astronaut video: success after 20.0 s: new 0.5 s, crop_to_content 5.0 s,"
                + " image_to_image 5.0 s, upscale 5.0 s, create_media 4.0 s; 1 outputs"
                + " [video/mp4]; webhook\n")
        .endsWith("%s is up to date%n".formatted(document));
    assertThat(second.code()).isZero();
    assertThat(times("vim_astronaut")).hasSize(2);
    assertThat(times("vim_astronaut").get(1).path("steps").fieldNames())
        .toIterable()
        .containsExactly("crop_to_content", "image_to_image", "upscale", "create_media");
    assertThat(Files.readString(timing)).doesNotContain(key, "http", "127.0.0.1");
    assertThat(Files.readAllBytes(document)).isEqualTo(Document.bundledBytes());
  }

  @Test
  void a_dry_run_prints_what_the_budget_allows_and_creates_nothing() throws Exception {
    AtomicInteger created = new AtomicInteger();
    try (MockWebServer server = before(created::set, UnaryOperator.identity())) {
      ProgramRun run =
          observe(
              server.url("/").toString(),
              "--template=vim_astronaut",
              "--every-mode",
              "--budget-credits=100",
              "--timing=" + timing,
              "--dry-run");

      assertThat(run.code()).isZero();
      assertThat(run.out())
          .isEqualTo(
              "vim_astronaut image: at most 20 credits%n1 of 2 workflows, at most 20 credits%nNothing was created.%n"
                  .formatted());
      assertThat(created).hasValue(0);
      assertThat(timing).doesNotExist();
    }
  }

  @Test
  void two_workflows_that_fail_in_a_row_are_the_last() throws Exception {
    AtomicInteger created = new AtomicInteger();
    try (MockWebServer server =
        before(created::set, body -> body.replace("\"success\"", "\"fail\""))) {
      ProgramRun run =
          observe(
              server.url("/").toString(),
              "--template=vim_astronaut",
              "--template=vim_arctic",
              "--template=vim_genz",
              "--budget-credits=1000",
              "--timing=" + timing);

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out())
          .contains("video: fail after ")
          .contains(": not created: 2 workflows in a row did not succeed\n")
          .endsWith("stopped: 2 workflows in a row did not succeed\n");
      assertThat(created).hasValue(2);
      assertThat(timing).doesNotExist();
      assertThat(Files.readAllBytes(document)).isEqualTo(Document.bundledBytes());
    }
  }

  @Test
  void a_workflow_that_costs_more_than_planned_is_the_last() throws Exception {
    try (MockWebServer server =
        changing(body -> body.replace("\"customer_id\":", "\"credits\":101,\"customer_id\":"))) {
      ProgramRun run =
          observe(
              server.url("/").toString(),
              "--template=vim_astronaut",
              "--template=vim_arctic",
              "--budget-credits=1000");

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out())
          .contains("; 101 credits")
          .contains("not created: ")
          .contains("stopped: ")
          .contains(" video cost 101 credits, but 100 were planned\n");
    }
  }

  @Test
  void a_read_without_a_state_is_repeated() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    try (MockWebServer server =
        changing(
            body ->
                body.contains("\"processing_status\"") && reads.incrementAndGet() == 2
                    ? "<html>"
                    : body)) {
      ProgramRun run =
          observe(server.url("/").toString(), "--template=vim_astronaut", "--budget-credits=100");

      assertThat(run.code()).as(run.out()).isZero();
      assertThat(run.out()).contains("vim_astronaut video: success after ");
    }
  }

  @Test
  void what_people_edit_meanwhile_stays() throws Exception {
    Files.writeString(timing, "templates: {}\n");
    Hook edits =
        number -> {
          Files.writeString(document, "# edited by a person\n" + Files.readString(document));
          Files.writeString(
              timing, "templates:\n  vim_other:\n    - {mode: video, new: 1, steps: {one: 1}}\n");
        };
    try (MockWebServer server =
        before(edits, body -> body.replace("\"create_media\"", "\"make_media\""))) {
      ProgramRun run =
          observe(
              server.url("/").toString(),
              "--template=vim_astronaut",
              "--budget-credits=100",
              "--timing=" + timing);

      assertThat(run.code()).as(run.out() + run.err()).isZero();
      assertThat(run.out()).contains("vim_astronaut: video has the steps [crop_to_content, ");
      assertThat(Files.readString(document))
          .startsWith("# edited by a person\n")
          .contains("make_media", "x-source: observed");
      assertThat(times("vim_other")).hasSize(1);
      assertThat(times("vim_astronaut")).hasSize(1);
    }
  }

  @Test
  void times_are_kept_when_the_document_cannot_be_edited() throws Exception {
    Hook breaks =
        number -> {
          if (number == 2) {
            assertThat(timing).as("after the first workflow").exists();
            Files.writeString(document, "a: [");
          }
        };
    try (MockWebServer server = before(breaks, UnaryOperator.identity())) {
      ProgramRun run =
          observe(
              server.url("/").toString(),
              "--template=vim_astronaut",
              "--template=vim_arctic",
              "--budget-credits=1000",
              "--timing=" + timing);

      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("--document: " + document + ": ").hasLineCount(1);
      assertThat(times("vim_astronaut")).hasSize(1);
      assertThat(times("vim_arctic")).hasSize(1);
    }
  }

  @Test
  void a_price_that_is_a_placeholder_is_no_price() throws Exception {
    String text = Files.readString(document);
    Files.writeString(
        document,
        text.replace(
            "    VimAstronautRequest:\n",
            "    VimAstronautRequest:\n      x-placeholder: [video.credits]\n"));
    String[] arguments = {"--template=vim_astronaut", "--budget-credits=1000", "--dry-run"};
    try (MockWebServer server =
        changing(body -> body.replace("\"vim_astronaut\"", "\"another\""))) {
      ProgramRun unknown = observe(server.url("/").toString(), arguments);
      ProgramRun listed = observe(simulator.url(), arguments);

      assertThat(unknown.out())
          .contains("vim_astronaut video: left out, since its price is a placeholder\n")
          .contains("0 of 0 workflows");
      assertThat(listed.out()).contains("vim_astronaut video: at most 100 credits\n");
    }
  }

  @Test
  void a_template_without_modes_is_named() throws Exception {
    String text = Files.readString(document);
    Files.writeString(
        document,
        text.replaceFirst(
            "(?s)(    VimAstronautRequest:\n.*?        modes:)\n.*?\n      allOf:",
            "$1 {}\n      allOf:"));

    ProgramRun run =
        observe(simulator.url(), "--template=vim_astronaut", "--budget-credits=1000", "--dry-run");

    assertThat(run.out())
        .as(run.err())
        .startsWith("vim_astronaut: left out, since the document has no modes of it\n");
  }

  @Test
  void wrong_use_gives_one_line_before_anything_is_created() throws Exception {
    AtomicInteger created = new AtomicInteger();
    Path html = Files.writeString(directory.resolve("page.html"), "<html>");
    try (MockWebServer server = before(created::set, UnaryOperator.identity())) {
      String url = server.url("/").toString();

      assertWrong(observe(url, "--budget-credits=-1"), "--budget-credits must be at least 0");
      assertWrong(observe(url, "--budget-credits=9", "--interval=0"), "--interval must be 0.01 to");
      assertWrong(observe(url, "--budget-credits=9", "--limit=0"), "--limit must be at least 1");
      assertWrong(observe(url, "--budget-credits=9", "--parallel=0"), "--parallel must be 1 to 64");
      assertWrong(
          observe(url, "--budget-credits=9", "--template=none"), "--template none: the document");
      assertWrong(
          observe(url, "--budget-credits=9", "--timing=" + html), "--timing: " + html + ": it has");
      assertWrong(
          observe(url, "--budget-credits=9", "--timing=" + directory + "/none/timing.yaml"),
          "--timing: cannot write");
      assertWrong(observe("https://elsewhere.invalid", "--budget-credits=9"), "--image is missing");
      assertThat(created).hasValue(0);
      assertThat(Files.readString(html)).isEqualTo("<html>");
    }
  }

  private void assertWrong(ProgramRun run, String line) {
    assertThat(run.err()).contains(line).hasLineCount(1).doesNotContain(key);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }
}
