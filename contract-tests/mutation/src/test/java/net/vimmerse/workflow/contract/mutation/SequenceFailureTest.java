package net.vimmerse.workflow.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.mutation.HttpMessages.ReceivedResponse;
import net.vimmerse.workflow.contract.mutation.HttpMessages.SentRequest;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.suite.RandomSequences;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The result of a failed sequence. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300)
class SequenceFailureTest {

  @Test
  void a_failure_is_shrunk_and_reported_as_a_shell_script() throws IOException {
    TestResult result = failure("an update also publishes");

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.message())
        .startsWith("other-properties-are-constant: visibility_status of ")
        .contains("  1. the first key creates ", "  2. the first key updates ")
        .doesNotContain("  3. ");
    assertThat(result.reproduction().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("\"X-Api-Key: $API_KEY\""));
    assertThat(result.reproduction()).contains("=$(curl ", "/v2/workflow/'\"$");
    assertThat(result.exchanges()).hasSize(3);
  }

  @Test
  void the_shell_script_advances_the_clock() throws IOException {
    TestResult result = failure("the workflow never ends");

    assertThat(result.message()).contains(" pass");
    assertThat(result.reproduction())
        .contains("/__admin/simulator/clock", "\"advance\"", "\"frozen\": true");
  }

  @Test
  void a_rejection_of_the_caller_skips_the_sequence() throws IOException {
    ProtocolMutant poor =
        ProtocolMutant.response(
            "keys",
            "no permission",
            (request, response) -> request.follows("GET") ? rejection(response, 403) : response);
    ProtocolMutant limited =
        ProtocolMutant.of(
            "keys",
            "a limit after some requests",
            new ProtocolMutant.Behaviour() {
              private final AtomicInteger requests = new AtomicInteger();

              @Override
              public ReceivedResponse response(
                  SentRequest request,
                  Function<SentRequest, ReceivedResponse> simulator,
                  Consumer<SentRequest> post) {
                ReceivedResponse response = simulator.apply(request);
                return requests.incrementAndGet() > 9
                    ? rejection(response, 429).withHeader("Retry-After", "1")
                    : response;
              }
            });

    assertThat(failure(poor))
        .satisfies(
            it -> assertThat(it.outcome()).isEqualTo(Outcome.SKIPPED),
            it -> assertThat(it.message()).startsWith("getWorkflow got 403, which"));
    assertThat(failure(limited))
        .satisfies(
            it -> assertThat(it.outcome()).isEqualTo(Outcome.SKIPPED),
            it -> assertThat(it.message()).contains("got 429, which"));
  }

  @Test
  void a_rejection_of_an_authorized_caller_must_not_reveal_the_resource() throws IOException {
    assertThat(failure("a deleted workflow is a 403").message())
        .startsWith("keys-are-isolated: getWorkflow of ")
        .contains("which belongs to another key, got 403 instead of [404]");
  }

  @Test
  void an_undocumented_rejection_is_a_failure() throws IOException {
    assertThat(failure("a creation lacks credits").message())
        .startsWith("responses-conform-to-document: [createWorkflow 402: RESPONSE INVALID_BODY");
  }

  private static ReceivedResponse rejection(ReceivedResponse response, int status) {
    return new ReceivedResponse(
        status,
        response.headers(),
        ByteString.encodeUtf8("{\"message\": \"No.\", \"code\": \"NO\"}"));
  }

  private static TestResult failure(String mutant) throws IOException {
    return failure(
        ProtocolMutants.all().stream()
            .filter(it -> it.name().equals(mutant))
            .findFirst()
            .orElseThrow());
  }

  private static TestResult failure(ProtocolMutant broken) throws IOException {
    OkHttpClient http = new OkHttpClient();
    try (Simulator simulator =
            Simulator.builder().duration(RandomSequences.TYPICAL_DURATION).start();
        MutatingProxy mutated = new MutatingProxy(broken, http, HttpUrl.get(simulator.url()));
        Target target =
            Target.of("broken", mutated.url(), "any", ContractValidator.of(Document.bundled()))) {
      SequenceRunner runner =
          SequenceRunner.of(
              Document.bundled(), Environment.simulator(target, HttpUrl.get(simulator.url())));
      return RandomSequences.sequences(1, 100).stream()
          .map(runner::run)
          .filter(it -> it.outcome() != Outcome.PASSED)
          .findFirst()
          .orElseThrow();
    } finally {
      http.connectionPool().evictAll();
    }
  }
}
