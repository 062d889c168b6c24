package net.vimmerse.workflow.contract.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import mockwebserver3.MockWebServer;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.http.Envelope;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The program: options in, printed lines, report files and an exit code out. */
class MainTest {
  private static final String KEY = "s3cret-of-mine";
  private static final String SECOND = "s3cret-of-another";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("KEY", KEY, "KEY2", SECOND, "WRONG", "sim_invalid", "EMPTY", " ", "BAD", "a\nb");

  private static Simulator simulator;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().duration(Duration.ofMinutes(10)).start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static ProgramRun run(String... arguments) {
    return ProgramRun.of(ENVIRONMENT::get, List.of(arguments));
  }

  private static ProgramRun against(String url, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--target", url, "--api-key-env", "KEY"));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  @Test
  void a_conforming_server_gives_exit_code_0_and_reports_without_keys() throws Exception {
    Path junit = directory.resolve("junit.xml");
    Path html = directory.resolve("report.html");
    Path har = directory.resolve("calls.har");

    ProgramRun ended =
        against(
            simulator.url(),
            "--template=vim_astronaut",
            "--junit=" + junit,
            "--html=" + html,
            "--har=" + har);

    assertThat(ended.out())
        .contains("envelope: data, as the server responds", ", 0 failed, 0 skipped")
        .endsWith("Conforms to the document\n");
    assertThat(ended.code()).isZero();
    for (Path file : List.of(junit, html, har)) {
      assertThat(Files.readString(file, UTF_8)).contains("createWorkflow").doesNotContain(KEY);
    }
    assertThat(ended.out() + ended.err()).doesNotContain(KEY);
  }

  @Test
  void the_envelope_is_detected_and_can_be_required() {
    try (Simulator bare = Simulator.builder().envelope(Envelope.NONE).start()) {
      ProgramRun any = against(bare.url(), "--operation=listTemplates");
      ProgramRun wrapped = against(bare.url(), "--operation=listTemplates", "--envelope=data");

      assertThat(any.out()).contains("envelope: none, as the server responds");
      assertThat(any.out()).contains("sequences: none: none was planned\n");
      assertThat(any.code()).isZero();
      assertThat(wrapped.out()).contains("envelope: data, though the server uses the other form");
      assertThat(wrapped.code()).isEqualTo(1);
    }
  }

  @Test
  void a_nonconforming_server_gives_exit_code_1_and_a_shell_command() throws Exception {
    UnaryOperator<String> change =
        body ->
            body.replace("\"processing_status\":\"new\"", "\"processing_status\":\"queued\"")
                .replace("\"customer_id\":", "\"account\":1,\"customer_id\":")
                .replace("\"vim_arctic\"", "\"vim_antarctic\"");
    try (MockWebServer server = changing(change)) {
      ProgramRun ended = against(server.url("/").toString(), "--only=the smallest");

      assertThat(ended.out())
          .contains(
              "data.processing_status is \"queued\"",
              "data.account (NUMBER)",
              "Missing templates\n   vim_arctic: is not listed\n",
              "Undocumented templates\n   vim_antarctic: is listed: ",
              "curl -isS -g --path-as-is ",
              "-H \"X-Api-Key: $KEY\"")
          .doesNotContain(KEY);
      assertThat(ended.code()).isEqualTo(1);
    }
  }

  @Test
  void sequences_run_on_a_simulator_and_appear_in_the_results() throws Exception {
    Path junit = directory.resolve("junit.xml");

    ProgramRun ended =
        against(
            simulator.url(), "--only=sequence", "--sequences=4", "--seed=7", "--junit=" + junit);

    assertThat(ended.out())
        .contains("sequences: 4, on the simulator's clock\n")
        .contains("5 passed, 0 failed, 0 skipped");
    assertThat(ended.code()).isZero();
    assertThat(Files.readString(junit))
        .contains("name=\"sequence with seed 7\"", "name=\"sequence with seed 10\"");
  }

  @Test
  void every_seed_is_a_seed() throws Exception {
    Path junit = directory.resolve("junit.xml");

    ProgramRun low =
        against(
            simulator.url(),
            "--only=seed -",
            "--only=the life",
            "--sequences=2",
            "--seed=-2",
            "--junit=" + junit);
    ProgramRun high =
        against(simulator.url(), "--only=sequence", "--sequences=2", "--seed=" + Long.MAX_VALUE);

    assertThat(passed(junit))
        .containsExactlyInAnyOrder(
            "listTemplates: preflight",
            "the life of one workflow",
            "sequence with seed -2",
            "sequence with seed -1");
    assertThat(low.code()).isZero();
    assertThat(high.out()).contains("3 passed, 0 failed, 0 skipped");
  }

  @Test
  void sequences_find_a_timestamp_that_is_not_updated() throws Exception {
    Path html = directory.resolve("report.html");
    UnaryOperator<String> change =
        body ->
            body.replaceAll("\"updated_at\":\"[^\"]*\"", "\"updated_at\":\"2020-01-01T00:00:00Z\"");
    try (MockWebServer server = changing(change)) {
      ProgramRun ended =
          against(
              server.url("/").toString(),
              "--only=sequence",
              "--sequences=6",
              "--budget-calls=100000",
              "--html=" + html);

      assertThat(ended.out())
          .contains("sequences: update-advances-updated-at: ", "OTHER_API_KEY=again-$RANDOM");
      assertThat(ended.code()).isEqualTo(1);
      assertThat(Files.readString(html))
          .contains("Seen after these commands, from seed ", "| sed -n ", "&quot;$A&quot;");
    }
  }

  @Test
  void the_second_key_appears_in_no_report() throws Exception {
    Path junit = directory.resolve("junit.xml");
    Path html = directory.resolve("report.html");
    Path har = directory.resolve("calls.har");
    UnaryOperator<String> change =
        body -> body.replace("\"processing_status\":\"new\"", "\"processing_status\":7");
    try (MockWebServer server = changing(change)) {
      ProgramRun ended =
          against(
              server.url("/").toString(),
              "--only=sequence",
              "--sequences=12",
              "--clock=real",
              "--duration=1",
              "--second-api-key-env=KEY2",
              "--junit=" + junit,
              "--html=" + html,
              "--har=" + har);

      assertThat(ended.out())
          .contains("sequences: 12, in real time, with two keys")
          .doesNotContain(KEY, SECOND);
      assertThat(ended.err()).contains("running 12 sequences in real time, about ");
      assertThat(ended.code()).isEqualTo(1);
    }
    assertThat(Files.readString(junit, UTF_8)).contains("API_KEY=$KEY; OTHER_API_KEY=$KEY2");
    for (Path file : List.of(junit, html, har)) {
      assertThat(Files.readString(file, UTF_8))
          .contains("processing_status")
          .doesNotContain(KEY, SECOND);
    }
  }

  @Test
  void a_sequence_that_exceeds_the_budget_is_skipped_with_the_reason() throws Exception {
    Path junit = directory.resolve("junit.xml");

    ProgramRun ended =
        against(
            simulator.url(),
            "--only=sequence",
            "--sequences=3",
            "--budget-credits=0",
            "--junit=" + junit);

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("1 passed, 0 failed, 3 skipped", "credits: at most 0, by");
    assertThat(Files.readString(junit))
        .containsPattern(
            "<skipped message=\"may cost \\d+ credits, but only 0 of --budget-credits are left");
  }

  @Test
  void a_stateless_mock_need_not_return_what_was_sent() throws Exception {
    UnaryOperator<String> forget =
        body -> body.replaceAll("\"visibility_status\":\"\\w\"", "\"visibility_status\":\"0\"");
    List<String> wanted =
        List.of("--template=vim_astronaut", "--only=visibility_status", "--only=: unknown");
    List<String> lenient = new ArrayList<>(wanted);
    lenient.add("--stateless");
    try (MockWebServer mock = changing(forget)) {
      String url = mock.url("/").toString();
      ProgramRun held = against(url, wanted.toArray(String[]::new));
      ProgramRun let = against(url, lenient.toArray(String[]::new));

      assertThat(held.out()).contains("expected at /visibility_status ");
      assertThat(held.code()).isEqualTo(1);
      assertThat(let.out()).containsPattern("\\d+ passed, 0 failed, [1-9]\\d* skipped");
      assertThat(let.code()).isZero();
    }
    assertWrong(
        "--sequences needs a stateful server: omit --stateless",
        "--target",
        simulator.url(),
        "--dry-run",
        "--stateless",
        "--sequences=1");
  }

  @Test
  void a_dry_run_counts_sequences_and_estimates_their_duration() {
    ProgramRun real =
        run("--target=https://elsewhere.invalid", "--dry-run", "--sequences=5", "--clock=real");
    ProgramRun here = run("--target", simulator.url(), "--dry-run", "--only=sequence");

    assertThat(real.out())
        .containsPattern("sequences +5 +0 +0 +0\n")
        .containsPattern("Sequences take about \\d+ min in real time");
    assertThat(here.out()).containsPattern("sequences +20 +20 +\\d+ +\\d+\n");
  }

  @Test
  void a_dry_run_and_a_missing_target_send_nothing() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();

      ProgramRun dry = run("--target", server.url("/").toString(), "--dry-run");

      assertThat(dry.code()).isZero();
      assertThat(dry.out())
          .contains("operation", "createWorkflow", "max. credits", "Nothing was sent.");
      assertThat(server.getRequestCount()).isZero();
      assertThat(run("--api-key-env", "KEY").code()).isEqualTo(2);
    }
  }

  @Test
  void by_default_no_chargeable_request_is_sent_to_another_machine() {
    ProgramRun ended = run("--target", "https://elsewhere.invalid", "--dry-run");

    assertThat(ended.out()).containsPattern("total +\\d{4} +\\d+ +\\d+ +0\\n");
  }

  @Test
  void a_budget_of_0_sends_no_create_request_with_a_key() throws Exception {
    AtomicInteger created = new AtomicInteger();
    try (MockWebServer server = changing(UnaryOperator.identity(), created)) {
      ProgramRun ended = against(server.url("/").toString(), "--budget-credits=0");

      assertThat(created).hasValue(0);
      assertThat(ended.out())
          .contains(
              "life of a workflow: not tested: may cost ",
              "sequences: none: 0 of 20 were played",
              "credits: at most 0, by")
          .containsPattern("skipped: \\d{4} beyond --budget-credits\n");
      assertThat(ended.code()).isZero();
    }
  }

  @Test
  void a_small_budget_pays_for_one_life_and_then_for_each_template_once() throws Exception {
    Path junit = directory.resolve("junit.xml");

    ProgramRun ended =
        against(
            simulator.url(),
            "--sequences=1",
            "--budget-credits=120",
            "--parallel=1",
            "--junit=" + junit);

    assertThat(ended.out())
        .contains("life of a workflow: created, read, updated and deleted as documented; not")
        .contains("sequences: none: 0 of 1 were played");
    assertThat(Files.readString(junit).lines().filter(it -> it.contains("<testcase")).limit(3))
        .anyMatch(it -> it.contains("name=\"the life of one workflow\""));
    Map<String, Case> cases = new LinkedHashMap<>();
    DocumentCases all = DocumentCases.bundled(1);
    all.cases().forEach(it -> cases.put(it.name(), it));
    CostEstimator costs = all.costs();
    List<Case> paid =
        passed(junit).stream()
            .filter(cases::containsKey)
            .map(cases::get)
            .filter(it -> costs.of(it).credits() > 0)
            .toList();
    assertThat(paid).hasSizeGreaterThan(2).extracting(Case::template).doesNotHaveDuplicates();
    assertThat(paid)
        .extracting(it -> costs.of(it).credits())
        .isSorted()
        .allMatch(it -> it.equals(costs.of(cheapest(cases.values(), costs)).credits()));
  }

  private static Case cheapest(Collection<Case> cases, CostEstimator costs) {
    return cases.stream()
        .filter(it -> costs.of(it).credits() > 0)
        .min(Comparator.comparing(it -> costs.of(it).credits()))
        .orElseThrow();
  }

  /** Returns the names of the passed cases in a JUnit report. */
  private static List<String> passed(Path junit) throws Exception {
    NodeList cases =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(junit.toFile())
            .getElementsByTagName("testcase");
    return IntStream.range(0, cases.getLength())
        .mapToObj(it -> (Element) cases.item(it))
        .filter(it -> it.getElementsByTagName("*").getLength() == 0)
        .map(it -> it.getAttribute("name"))
        .toList();
  }

  @Test
  void a_run_stops_when_the_server_creates_what_was_planned_as_free() throws Exception {
    UnaryOperator<Request> authenticated =
        request ->
            request.header("X-Api-Key") == null
                ? request.newBuilder().header("X-Api-Key", KEY).build()
                : request;
    try (MockWebServer server = changing(UnaryOperator.identity(), authenticated)) {
      ProgramRun ended =
          against(server.url("/").toString(), "--budget-credits=0", "--parallel=1", "--only=Key");

      assertThat(ended.out())
          .contains("stopped: createWorkflow X-Api-Key: missing created for ")
          .containsPattern("but 0 were\\s+planned");
      assertThat(ended.code()).isEqualTo(1);
    }
  }

  @Test
  void without_an_id_creations_stop_and_the_other_cases_are_blocked() throws Exception {
    UnaryOperator<String> anonymous = body -> body.replaceAll("\"id\":\"[^\"]*\",", "");
    try (MockWebServer server = changing(anonymous)) {
      ProgramRun ended =
          against(
              server.url("/").toString(),
              "--parallel=1",
              "--only=the life",
              "--only=updateWorkflow");

      assertThat(ended.out())
          .contains("required property 'id' not found")
          .containsPattern(
              "skipped: \\d+ blocked: POST /v2/workflow got 200 without an id at /data/id");
      assertThat(ended.code()).isEqualTo(1);
    }
  }

  @Test
  void one_difference_hides_no_other() throws Exception {
    UnaryOperator<String> change =
        body ->
            body.replace("\"progress_percentage\":", "\"progress\":")
                .replaceAll("\"title\":\"updated[^\"]*\"", "\"title\":\"another\"")
                .replaceAll("(\"(?:created|updated)_at\":)\"[^\"]*\"", "$11700000000");
    try (MockWebServer server = changing(change)) {
      ProgramRun ended =
          against(
              server.url("/").toString(), "--only=the life", "--budget-calls=1000", "--parallel=1");

      assertThat(screen(ended))
          .as(ended.out().replaceFirst("(?s)^.*response headers", ""))
          .anyMatch(it -> it.contains("updates-take-effect: title is \"another\""))
          .anyMatch(it -> it.contains("/data/created_at, /data/updated_at: "))
          .anyMatch(it -> it.contains("/data/progress_percentage: required"))
          .anyMatch(it -> it.contains("progress (NUMBER)"))
          .hasSize(4)
          .allMatch(it -> it.length() <= 80);
    }
  }

  /** Returns the lines of the differences at the end of the output. */
  private static List<String> screen(ProgramRun ended) {
    return ended.out().lines().filter(it -> it.matches(" {1,2}\\d+ \\w+ .*")).toList();
  }

  @Test
  void accepted_differences_do_not_count_and_vanished_ones_are_named() throws Exception {
    Path file = directory.resolve("accepted.yaml");
    UnaryOperator<String> extra =
        body -> body.replace("\"customer_id\":", "\"x\":1,\"customer_id\":");
    String life = "--only=getWorkflow request: the smallest";
    try (MockWebServer server = changing(extra)) {
      String url = server.url("/").toString();
      ProgramRun first = against(url, life);
      ProgramRun accepting =
          against(url, life, "--accept=" + file, "--write-accepted=they \"know\"");
      ProgramRun second = against(url, life, "--accept=" + file);

      assertThat(first.code()).isEqualTo(1);
      assertThat(accepting.code()).isZero();
      assertThat(second.code()).isZero();
      assertThat(second.out())
          .contains("accepted: 1 differences, of which 0 were not seen in this run")
          .endsWith("Conforms to the document\n");
      assertThat(Files.readString(file))
          .contains(
              "difference: \"PROPERTY data.x\"", "reason: \"they \\\"know\\\"\"", "date: \"20");
    }
    try (MockWebServer server =
        changing(body -> body.replace("\"customer_id\":", "\"y\":1,\"customer_id\":"))) {
      ProgramRun other = against(server.url("/").toString(), life, "--accept=" + file);

      assertThat(other.code()).isEqualTo(1);
      assertThat(other.out()).contains("data.y (NUMBER)", "not seen in this run: PROPERTY data.x");
    }
    assertWrong(
        "--write-accepted needs --accept",
        "--target=" + simulator.url(),
        "--api-key-env=KEY",
        "--write-accepted=x");
    assertWrong(
        "--accept: " + directory,
        "--target=" + simulator.url(),
        "--api-key-env=KEY",
        "--accept=" + directory + "/none");
    Files.writeString(file, "- difference: a\n");
    assertWrong(
        "each entry needs difference, reason and date",
        "--target=" + simulator.url(),
        "--api-key-env=KEY",
        "--accept=" + file);
  }

  @Test
  void an_accepted_difference_that_a_whole_run_has_not_found_has_vanished() throws Exception {
    ObjectNode document = (ObjectNode) new YAMLMapper().readTree(Document.bundledBytes());
    ArrayNode branches = (ArrayNode) document.at("/components/schemas/CreateWorkflowRequest/oneOf");
    Set<String> shown = Set.of("StickerMe", "NewYear2026", "EachUgcproduct0226", "Astronaut");
    for (int i = branches.size() - 1; i >= 0; i--) {
      String name = branches.get(i).path("$ref").asText();
      if (shown.stream().noneMatch(name::contains)) {
        branches.remove(i);
      }
    }
    Path small = Files.writeString(directory.resolve("small.json"), document.toString());
    Path accepted =
        Files.writeString(
            directory.resolve("accepted.yaml"),
            "- {difference: PROPERTY data.x, reason: known, date: 2026-11-28}");

    ProgramRun ended =
        against(simulator.url(), "--document=" + small, "--accept=" + accepted, "--sequences=1");

    assertThat(ended.out())
        .as(ended.err())
        .contains("accepted: 1 differences, of which 1 have vanished\nvanished: PROPERTY data.x\n");
  }

  @Test
  void a_file_of_no_accepted_differences_is_read() {
    String accept = "--accept=" + directory.resolve("accepted.yaml");
    ProgramRun written =
        against(simulator.url(), "--operation=listTemplates", accept, "--write-accepted=known");
    ProgramRun read = against(simulator.url(), "--operation=listTemplates", accept);

    assertThat(written.code()).isZero();
    assertThat(read.code()).as(read.err()).isZero();
  }

  @Test
  void a_life_that_was_not_followed_to_its_end_says_so() throws Exception {
    UnaryOperator<Request> elsewhere =
        request ->
            request.method().equals("POST")
                ? request.newBuilder().post(toClosedPort(request)).build()
                : request;
    ProgramRun endless = against(simulator.url(), "--only=the life");
    ProgramRun followed;
    ProgramRun silent;
    try (Simulator quick = Simulator.builder().duration(Duration.ofMillis(200)).start();
        MockWebServer server =
            ChangingProxy.start(quick.url(), UnaryOperator.identity(), elsewhere)) {
      followed = against(quick.url(), "--only=the life");
      silent =
          against(server.url("/").toString(), "--only=the life", "--clock=real", "--duration=1");
    }

    String life = "life of a workflow: created, read, updated";
    assertThat(unwrapped(endless))
        .contains(life + " and deleted as documented; not ended after 140 s");
    assertThat(unwrapped(followed)).contains(life + ", followed and deleted as documented");
    assertThat(unwrapped(silent)).contains(life + " and deleted as documented; no webhook after ");
    assertThat(silent.code()).as(silent.out()).isZero();
  }

  private static RequestBody toClosedPort(Request request) {
    Buffer body = new Buffer();
    try {
      request.body().writeTo(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RequestBody.create(
        body.readUtf8().replaceAll("(\"webhook_url\":)\"[^\"]*\"", "$1\"http://127.0.0.1:9/\""),
        request.body().contentType());
  }

  private static String unwrapped(ProgramRun run) {
    return run.out().replaceAll("\n  (?! )", " ");
  }

  @Test
  void a_dry_run_spends_the_budget_in_the_order_of_a_run() {
    ProgramRun dry =
        run("--target=" + simulator.url(), "--dry-run", "--sequences=2", "--budget-credits=6000");

    assertThat(dry.out())
        .containsPattern("sequences +2 +2 +\\d+ +\\d+\n")
        .containsPattern("total +\\d+ +\\d+ +\\d+ +6000\n");
  }

  @Test
  void a_higher_listed_price_counts_however_the_list_names_it() throws Exception {
    UnaryOperator<String> abbreviate =
        body -> body.replaceAll("\"video\":\\d+", "\"v\":700").replace("\"image\":", "\"i\":");
    Path junit = directory.resolve("junit.xml");
    try (MockWebServer server = changing(abbreviate)) {
      against(
          server.url("/").toString(),
          "--template=vim_astronaut",
          "--only=everything",
          "--budget-credits=600",
          "--junit=" + junit);
    }

    assertThat(Files.readString(junit))
        .contains("<skipped message=\"may cost 700 credits, but only 600 of --budget-credits");
  }

  @Test
  void cases_that_exceed_the_budget_are_skipped_with_the_reason() throws Exception {
    Path junit = directory.resolve("junit.xml");

    ProgramRun ended =
        against(
            simulator.url(),
            "--template=vim_astronaut",
            "--budget-credits=250",
            "--parallel=1",
            "--junit=" + junit);

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).containsPattern("credits: at most (1\\d\\d|2[0-4]\\d|250), by");
    assertThat(Files.readString(junit))
        .containsPattern(
            "<skipped message=\"may cost \\d+ credits, but only \\d+ of --budget-credits are left");
  }

  @Test
  void with_a_budget_cases_that_change_nothing_share_one_workflow() throws Exception {
    AtomicInteger created = new AtomicInteger();
    AtomicInteger createdByEach = new AtomicInteger();
    List<String> cases =
        List.of(
            "--only=getWorkflow request: the smallest",
            "--only=updateWorkflow visibility_status: an unknown value",
            "--only=updateWorkflow request: one property too few");
    List<String> limited = new ArrayList<>(cases);
    limited.addAll(List.of("--budget-credits=100", "--parallel=1"));
    try (MockWebServer server = changing(UnaryOperator.identity(), created);
        MockWebServer unlimited = changing(UnaryOperator.identity(), createdByEach)) {
      ProgramRun ended = against(server.url("/").toString(), limited.toArray(String[]::new));
      ProgramRun free = against(unlimited.url("/").toString(), cases.toArray(String[]::new));

      assertThat(free.code()).isZero();
      assertThat(createdByEach.get()).isGreaterThanOrEqualTo(2);
      assertThat(ended.code()).as(ended.out()).isZero();
      assertThat(ended.out()).contains("credits: at most 100, by", " 0 failed, 0 skipped");
      assertThat(created).hasValue(1);
    }
  }

  @Test
  void the_budget_limits_the_number_of_calls() throws Exception {
    try (MockWebServer server = changing(UnaryOperator.identity())) {
      ProgramRun ended = against(server.url("/").toString(), "--budget-calls=20");

      assertThat(server.getRequestCount()).isEqualTo(20);
      assertThat(ended.code()).isZero();
    }
  }

  @Test
  void a_rejected_key_or_unreachable_server_gives_exit_code_3() throws Exception {
    ProgramRun rejected = run("--target", simulator.url(), "--api-key-env", "WRONG");
    String nowhere;
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      nowhere = server.url("/").toString();
    }
    ProgramRun unreachable = against(nowhere);

    assertThat(rejected.code()).isEqualTo(3);
    assertThat(rejected.err()).hasLineCount(1).contains("rejects the key with 401", "WRONG");
    assertThat(unreachable.code()).isEqualTo(3);
    assertThat(unreachable.err())
        .hasLineCount(1)
        .contains("no response from " + nowhere, "--target");
  }

  @Test
  void a_failed_self_check_gives_exit_code_4() throws Exception {
    String yaml =
        new String(net.vimmerse.workflow.contract.openapi.Document.bundledBytes(), UTF_8)
            .replaceAll("(?m)^security:\\n  - ApiKey: \\[]\\n", "");
    Path blind = Files.writeString(directory.resolve("blind.yaml"), yaml);

    ProgramRun ended = against(simulator.url(), "--document=" + blind);

    assertThat(ended.err()).hasLineCount(1).contains("does not report that the key is missing");
    assertThat(ended.code()).isEqualTo(4);
  }

  @Test
  void a_usage_error_gives_exit_code_2_and_one_line_with_the_remedy() {
    assertWrong("--target must be an http or https URL", "--target", "ftp://x", "--dry-run");
    String url = simulator.url();
    assertWrong("--api-key-env is missing", "--target", url);
    assertWrong("export NONE=your-key", "--target", url, "--api-key-env", "NONE");
    assertWrong("EMPTY is empty", "--target", url, "--api-key-env", "EMPTY");
    assertWrong("cannot be sent in a header", "--target", url, "--api-key-env", "BAD");
    assertWrong(
        "the document has createWorkflow, ", "--target", url, "--dry-run", "--operation", "none");
    assertWrong("the document has vim_", "--target", url, "--dry-run", "--template", "none");
    assertWrong("no case is left of ", "--target", url, "--dry-run", "--only", "no such text");
    assertWrong("--budget-calls must be at least 1", "--target", url, "--budget-calls", "0");
    assertWrong("--budget-credits must be at least 0", "--target", url, "--budget-credits=-1");
    assertWrong("--sequences must be 0 to ", "--target", url, "--dry-run", "--sequences=-1");
    assertWrong(
        "--second-api-key-env: KEY holds the same key",
        "--target=" + url,
        "--api-key-env=KEY",
        "--second-api-key-env=KEY");
    assertWrong("--parallel must be 1 to 64", "--target", url, "--parallel", "0");
    assertWrong(
        "--document: cannot read", "--target", url, "--dry-run", "--document", directory + "/none");
    assertWrong(
        "--html: cannot write", "--target", url, "--api-key-env", "KEY", "--html", "/none/x.html");
  }

  @Test
  void a_document_that_cannot_be_used_gives_one_line_in_every_command() throws Exception {
    String yaml = new String(Document.bundledBytes(), UTF_8);
    Map<String, String> faulty = new LinkedHashMap<>();
    faulty.put(
        yaml.replaceFirst("(?m)^    VideoOptions:", "    OtherOptions:"),
        "cannot be resolved: #/components/schemas/VideoOptions");
    faulty.put(yaml.replace("x-discriminator:", "x-another:"), "must take a body with an x-discr");
    Path document = directory.resolve("faulty.yaml");
    String target = "--target=" + simulator.url();
    for (Map.Entry<String, String> fault : faulty.entrySet()) {
      Files.writeString(document, fault.getKey());
      String option = "--document=" + document;
      for (List<String> command :
          List.of(
              List.of(target, "--dry-run", option),
              List.of("sync", target, "--api-key-env=KEY", option),
              List.of("observe", target, "--api-key-env=KEY", "--budget-credits=1", option))) {
        ProgramRun ended = run(command.toArray(String[]::new));

        assertThat(ended.err())
            .as("%s", command)
            .contains("--document: " + document + ": ", fault.getValue())
            .hasLineCount(1);
        assertThat(ended.code()).isEqualTo(2);
      }
    }
  }

  @Test
  void an_unknown_price_is_said_in_words() throws Exception {
    Path document =
        Files.writeString(
            directory.resolve("asking.yaml"),
            new String(Document.bundledBytes(), UTF_8)
                .replaceFirst(
                    "(?m)^    VimAstronautRequest:",
                    "    VimAstronautRequest:\n      x-placeholder: [video.credits]"));

    ProgramRun dry =
        run(
            "--target=" + simulator.url(),
            "--dry-run",
            "--document=" + document,
            "--template=vim_astronaut");
    Path junit = directory.resolve("junit.xml");
    try (MockWebServer server = changing(body -> body.replace("\"credits\":", "\"price\":"))) {
      ProgramRun limited =
          against(
              server.url("/").toString(),
              "--document=" + document,
              "--template=vim_astronaut",
              "--only=everything",
              "--budget-credits=500",
              "--junit=" + junit);

      assertThat(limited.out()).contains("1 template has an unknown price, a placeholder in the");
    }
    assertThat(dry.out())
        .contains(" + unknown\n", "1 template has an unknown price, a placeholder in the document:")
        .contains("vim_astronaut")
        .doesNotContain("000000");
    assertThat(Files.readString(junit))
        .contains("<skipped message=\"has an unknown price, a placeholder in the document");
  }

  private static void assertWrong(String line, String... arguments) {
    ProgramRun ended = run(arguments);
    assertThat(ended.err()).as("%s", List.of(arguments)).contains(line).hasLineCount(1);
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void help_names_every_option_and_every_exit_code() {
    ProgramRun ended = run("--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("--target", "--api-key-env", "--budget-credits", "--dry-run", "--har")
        .contains(
            "Exit codes: 0 ", " 1 it differs", " 2 usage error", "3 the server", "4 the validator");
  }

  /** Starts a proxy in front of the simulator that counts creations with a key. */
  private static MockWebServer changing(UnaryOperator<String> change, AtomicInteger created)
      throws Exception {
    return changing(
        change,
        request -> {
          if (request.method().equals("POST") && request.header("X-Api-Key") != null) {
            created.addAndGet(String.valueOf(request.header("X-Api-Key")).isEmpty() ? 0 : 1);
          }
          return request;
        });
  }

  /** Starts a proxy in front of the simulator that changes response bodies. */
  private static MockWebServer changing(UnaryOperator<String> change) throws Exception {
    return changing(change, UnaryOperator.identity());
  }

  /** Starts a proxy in front of the simulator that changes requests and response bodies. */
  private static MockWebServer changing(UnaryOperator<String> change, UnaryOperator<Request> sent)
      throws Exception {
    return ChangingProxy.start(simulator.url(), change, sent);
  }
}
