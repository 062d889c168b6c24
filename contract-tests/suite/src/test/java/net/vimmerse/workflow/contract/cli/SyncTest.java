package net.vimmerse.workflow.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that edits the document by a template list. */
class SyncTest {
  private static final String KEY = "s3cret-of-mine";

  @TempDir Path directory;

  private Path document;

  @BeforeEach
  void copy() throws IOException {
    document = Files.write(directory.resolve("workflow-api.yaml"), Document.bundledBytes());
  }

  private ProgramRun sync(String... arguments) {
    List<String> all = new ArrayList<>(List.of("sync", "--document=" + document));
    all.addAll(List.of(arguments));
    return ProgramRun.of(Map.of("KEY", KEY)::get, all);
  }

  private static String list(Simulator simulator) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow/templates?detail=true"))
            .header("X-Api-Key", KEY)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void the_document_of_the_simulator_is_up_to_date() throws Exception {
    try (Simulator simulator = Simulator.builder().start()) {
      ProgramRun ended = sync("--target=" + simulator.url(), "--api-key-env=KEY", "--dry-run");

      assertThat(ended.err()).isEmpty();
      assertThat(ended.out()).isEqualTo("%s is up to date%n".formatted(document));
      assertThat(ended.code()).isZero();
      assertThat(Files.readAllBytes(document)).isEqualTo(Document.bundledBytes());
    }
  }

  @Test
  void a_saved_list_edits_the_document_once() throws Exception {
    Path list = directory.resolve("list.json");
    try (Simulator simulator = Simulator.builder().start()) {
      Files.writeString(list, list(simulator).replace("\"video\":320", "\"video\":400"));
    }

    ProgramRun checked = sync("--from=" + list, "--dry-run");
    byte[] before = Files.readAllBytes(document);
    ProgramRun edited = sync("--from=" + list);
    ProgramRun again = sync("--from=" + list, "--dry-run");

    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.out())
        .isEqualTo(
            "changed  each_ugcproduct_0226: video costs 400 credits, not 320%nNothing was written.%n"
                .formatted());
    assertThat(before).isEqualTo(Document.bundledBytes());
    assertThat(edited.code()).isZero();
    assertThat(edited.out()).endsWith("%s was edited%n".formatted(document));
    assertThat(Files.readString(document)).contains("credits: 400\n");
    assertThat(again.code()).isZero();
  }

  @Test
  void placeholders_are_listed() throws Exception {
    Path list = directory.resolve("list.json");
    try (Simulator simulator = Simulator.builder().start()) {
      String more = "{\"data\":[{\"template_id\":\"vim_x\",\"credits\":{\"video\":1}},";
      Files.writeString(list, list(simulator).replace("{\"data\":[", more));
    }

    ProgramRun ended = sync("--from=" + list);

    assertThat(ended.out())
        .contains(
            "6 placeholders to replace, since the server does not tell:\n",
            "  VimXRequest: video.steps\n");
    assertThat(ended.code()).isZero();
  }

  @Test
  void wrong_use_gives_one_line_and_leaves_the_document() throws Exception {
    Path html = Files.writeString(directory.resolve("page.html"), "<html>");
    Path none = directory.resolve("none");

    assertWrong(sync(), 2, "name either --target, with --api-key-env, or --from");
    assertWrong(sync("--from=" + html, "--target=http://x"), 2, "name either --target");
    assertWrong(sync("--target=http://127.0.0.1:1"), 2, "--api-key-env is missing");
    assertWrong(sync("--from=" + none), 2, "--from: cannot read " + none);
    assertWrong(sync("--from=" + html), 2, "--from " + html + ": not JSON: ");
    assertWrong(
        sync("--target=http://127.0.0.1:1", "--api-key-env=KEY"), 3, "no response from http");
    Files.writeString(document, "a: [");
    assertWrong(sync("--from=" + html), 2, "--document: " + document + ": Cannot parse");
    document = none;
    assertWrong(sync("--from=" + html), 2, "--document: cannot read " + none);
  }

  @Test
  void a_document_that_is_not_writable_is_named_before_anything_is_sent() throws Exception {
    // Root may write every file but those of Linux.
    Path ofLinux = Path.of("/proc/sys/kernel/ostype");
    if (Files.exists(ofLinux)) {
      document = ofLinux;
    } else {
      assertThat(document.toFile().setReadOnly()).isTrue();
    }
    try (MockWebServer server = new MockWebServer()) {
      server.start();

      assertWrong(
          sync("--target=" + server.url("/"), "--api-key-env=KEY"),
          2,
          "--document: " + document + " is not writable");
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void a_server_without_a_list_or_with_another_key_is_named() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      for (int status : List.of(500, 401)) {
        server.enqueue(new MockResponse.Builder().code(status).body("{}").build());
      }
      String url = "--target=" + server.url("/");

      assertWrong(sync(url, "--api-key-env=KEY"), 3, "?detail=true with 500");
      assertWrong(sync(url, "--api-key-env=KEY"), 3, "rejects the key with 401");
    }
  }

  private static void assertWrong(ProgramRun ended, int code, String line) {
    assertThat(ended.err()).contains(line).hasLineCount(1).doesNotContain(KEY);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.code()).isEqualTo(code);
  }
}
