package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.ValidationError;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorHandlingTest extends MockServiceTest {
  @Override
  WorkflowClientBuilder builder() {
    return super.builder().retryOptions(RetryOptions.none());
  }

  private WorkflowApiException error() {
    return catchThrowableOfType(WorkflowApiException.class, () -> client.get("w-1"));
  }

  private WorkflowDecodingException undecodable() {
    return catchThrowableOfType(WorkflowDecodingException.class, () -> client.get("w-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, net.vimmerse.workflow.client.BadRequestException",
    "401, net.vimmerse.workflow.client.UnauthorizedException",
    "402, net.vimmerse.workflow.client.InsufficientCreditException",
    "403, net.vimmerse.workflow.client.ForbiddenException",
    "404, net.vimmerse.workflow.client.NotFoundException",
    "409, net.vimmerse.workflow.client.WorkflowApiException",
    "413, net.vimmerse.workflow.client.WorkflowApiException",
    "422, net.vimmerse.workflow.client.ValidationFailedException",
    "429, net.vimmerse.workflow.client.RateLimitedException",
    "500, net.vimmerse.workflow.client.ServerErrorException",
    "503, net.vimmerse.workflow.client.ServerErrorException",
  })
  void each_status_has_its_exception_class(int status, Class<?> type) {
    service.enqueue(
        response(status, "{\"message\": \"For people.\", \"code\": \"FOR_PROGRAMS\"}")
            .addHeader("X-Trace", "t-9")
            .build());
    WorkflowApiException e = error();
    assertThat(e).isExactlyInstanceOf(type).isInstanceOf(WorkflowException.class);
    assertThat(e.status()).isEqualTo(status);
    assertThat(e.code()).isEqualTo("FOR_PROGRAMS");
    assertThat(e.error().message()).isEqualTo("For people.");
    assertThat(e.headers().get("x-trace")).containsExactly("t-9");
    assertThat(e.body()).contains("FOR_PROGRAMS");
    assertThat(e.request()).isEqualTo("GET /v2/workflow/w-1");
    assertThat(e)
        .hasMessage("GET /v2/workflow/w-1 returned " + status + " FOR_PROGRAMS: For people.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Bad gateway</body></html>",
        "",
        "{\"message\": \"cut sho",
        "[]",
        "null",
        "{\"message\": {}}",
        "{\"detail\": [{\"loc\": 5}]}",
        "\u0000\u0001"
      })
  void the_status_is_available_for_any_body(String body) {
    for (int status : new int[] {502, 422, 404}) {
      enqueue(status, body);
      WorkflowApiException e = error();
      assertThat(e.status()).isEqualTo(status);
      assertThat(e.body()).isEqualTo(body);
      assertThat(e.code()).isNull();
      assertThat(e).hasMessageContaining("returned " + status);
    }
  }

  @Test
  void a_truncated_error_response_is_still_that_error() {
    service.enqueue(
        response(402, "{\"message\": \"x\"}")
            .setHeader("Content-Length", 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());
    assertThat(error()).isInstanceOf(InsufficientCreditException.class);
  }

  @Test
  void a_long_body_is_truncated_in_the_message_only() {
    enqueue(500, "x".repeat(5000));
    WorkflowApiException e = error();
    assertThat(e.getMessage()).hasSizeLessThan(400).endsWith("...");
    assertThat(e.body()).hasSize(5000);
  }

  @Test
  void a_failed_validation_lists_every_error() {
    enqueue(
        422,
        "{\"detail\": [{\"loc\": [\"body\", \"options\", \"aspect_ratio\"], \"msg\": \"no such ratio\", \"type\": \"enum\", "
            + "\"input\": \"2:1\", \"ctx\": {\"expected\": \"'1:1'\"}}, "
            + "{\"loc\": [\"body\", 17], \"msg\": \"JSON decode error\", \"type\": \"json_invalid\", "
            + "\"input\": {}, \"ctx\": {\"error\": \"Expecting value\"}}]}");
    ValidationFailedException e = (ValidationFailedException) error();
    assertThat(e.errors())
        .extracting(ValidationError::type)
        .containsExactly("enum", "json_invalid");
    assertThat(e.errors().get(0).loc()).containsExactly("body", "options", "aspect_ratio");
    assertThat(e.errors().get(0).input()).isEqualTo("2:1");
    assertThat(e.errors().get(0).ctx()).containsOnly(Map.entry("expected", "'1:1'"));
    assertThat(e.errors().get(1).loc()).containsExactly("body", 17L);
    assertThat(e.errors().get(1).input()).isEqualTo(Map.of());
    assertThat(e)
        .hasMessageEndingWith(
            "422: body.options.aspect_ratio: no such ratio; body.17: JSON decode error: Expecting"
                + " value");
  }

  @Test
  void a_failed_validation_may_have_a_text_instead_of_a_list() {
    enqueue(422, "{\"detail\": \"Something is wrong.\"}");
    ValidationFailedException e = (ValidationFailedException) error();
    assertThat(e.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.msg()).isEqualTo("Something is wrong.");
              assertThat(error.loc()).isEmpty();
            });
    assertThat(e).hasMessageEndingWith("422: Something is wrong.");
  }

  @ParameterizedTest
  @CsvSource({
    "2, PT2S",
    "0, PT0S",
    "-5, PT0S",
    "99999999999999999999, PT2562047788015215H30M7S",
    "'Fri, 11 Apr 2025 18:34:29 GMT', PT30S",
    "'Fri, 11 Apr 2025 18:33:00 GMT', PT0S",
  })
  void retry_after_is_parsed_as_seconds_or_as_a_date(String header, Duration expected) {
    service.enqueue(
        response(429, "{}")
            .addHeader("Retry-After", header)
            .addHeader("Date", "Fri, 11 Apr 2025 18:33:59 GMT")
            .build());
    assertThat(((RateLimitedException) error()).retryAfter()).isEqualTo(expected);
  }

  @Test
  void a_missing_or_invalid_retry_after_is_null() {
    enqueue(429, "{}");
    assertThat(((RateLimitedException) error()).retryAfter()).isNull();
    service.enqueue(response(429, "{}").addHeader("Retry-After", "soon").build());
    assertThat(((RateLimitedException) error()).retryAfter()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "<html>",
        "{\"data\": null}",
        "{\"data\": {\"id\":",
        "[1]",
        "\"w-1\"",
        "{\"message\": \"ok\"}"
      })
  void a_successful_response_without_a_workflow_cannot_be_decoded(String body) {
    service.enqueue(response(200, body).addHeader("X-Trace", "t-9").build());
    WorkflowDecodingException e = undecodable();
    assertThat(e.status()).isEqualTo(200);
    assertThat(e.body()).isEqualTo(body);
    assertThat(e.headers().get("x-trace")).containsExactly("t-9");
    assertThat(e).hasMessageStartingWith("GET /v2/workflow/w-1 returned 200, but");
  }

  @Test
  void a_create_response_without_an_id_cannot_be_decoded() {
    enqueue(200, "{\"data\": {\"title\": \"t\", \"processing_status\": \"new\"}}");
    assertThat(
            catchThrowableOfType(
                WorkflowDecodingException.class,
                () -> client.create(VimAstronautRequest.builder().build())))
        .isNotNull();
  }

  @Test
  void a_failed_connection_is_a_network_failure_with_a_cause() {
    service.close();
    WorkflowNetworkException e =
        catchThrowableOfType(WorkflowNetworkException.class, () -> client.get("w-1"));
    assertThat(e.getCause()).isNotNull();
    assertThat(e.request()).isEqualTo("GET /v2/workflow/w-1");
    assertThat(e).hasMessageContaining("GET /v2/workflow/w-1");
  }

  @Test
  void a_truncated_successful_response_is_a_network_failure() {
    service.enqueue(
        response(200, workflow("new", 0))
            .setHeader("Content-Length", 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());
    assertThat(catchThrowableOfType(WorkflowNetworkException.class, () -> client.get("w-1")))
        .isNotNull();
  }

  @Test
  void an_interrupt_is_thrown_and_keeps_the_interrupt_flag() {
    enqueue(200, workflow("new", 0));
    Thread.currentThread().interrupt();
    assertThat(catchThrowableOfType(WorkflowInterruptedException.class, () -> client.get("w-1")))
        .isNotNull();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void no_message_contains_the_api_key_even_if_the_response_does() {
    enqueue(401, "{\"message\": \"No such key: " + KEY + "\", \"code\": \"UNAUTHORIZED\"}");
    WorkflowApiException e = error();
    assertThat(e.getMessage() + e.body() + e.error() + e + client).doesNotContain(KEY);
    enqueue(200, "not JSON: " + KEY);
    WorkflowDecodingException undecodable = undecodable();
    assertThat(undecodable.getMessage() + undecodable.body()).doesNotContain(KEY);
  }

  @Test
  void a_short_api_key_does_not_change_responses() {
    try (WorkflowClient simulated = builder().apiKey("id").build()) {
      enqueue(200, workflow("new", 0));
      assertThat(simulated.get("w-1").id()).isEqualTo("w-1");
    }
    enqueue(200, "{\"data\": {\"id\": \"w-1\", \"title\": \"" + KEY + "\"}}");
    assertThat(client.get("w-1").title()).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"detail\": {\"message\": \"For people.\", \"code\": \"FOR_PROGRAMS\"}}",
        "{\"error\": {\"message\": \"For people.\", \"code\": \"FOR_PROGRAMS\", \"status\": 5}}"
      })
  void an_error_may_be_the_only_property_of_an_object(String body) {
    for (int status : new int[] {402, 404, 422, 503}) {
      enqueue(status, body);
      WorkflowApiException e = error();
      assertThat(e.code()).isEqualTo("FOR_PROGRAMS");
      assertThat(e.error().message()).isEqualTo("For people.");
      assertThat(e).hasMessageEndingWith(status + " FOR_PROGRAMS: For people.");
    }
  }

  @Test
  void a_redirect_is_an_error_that_names_its_target() {
    service.enqueue(
        response(307, "").addHeader("Location", "https://example.com/v2/?token=s3").build());
    assertThat(error())
        .hasMessage(
            "GET /v2/workflow/w-1 returned 307, a redirect to https://example.com/v2/, which is"
                + " not followed, with an empty body");
  }

  @Test
  void the_message_has_an_excerpt_of_a_successful_page_that_is_not_json() {
    enqueue(200, "<html>\n  <title>Sign in</title>" + " ".repeat(9) + "x".repeat(5000));
    assertThat(undecodable().getMessage())
        .contains("<html> <title>Sign in</title> x")
        .endsWith("...");
  }

  @Test
  void a_defect_of_the_gzip_encoding_is_called_so() throws Exception {
    Buffer compressed = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(compressed))) {
      sink.writeUtf8(workflow("new", 0));
    }
    byte[] bytes = compressed.readByteArray();
    for (int position : new int[] {0, 12, bytes.length - 6}) {
      byte[] corrupt = bytes.clone();
      corrupt[position] ^= 0x55;
      service.enqueue(
          response(200, "")
              .body(new Buffer().write(corrupt))
              .addHeader("Content-Encoding", "gzip")
              .build());
      assertThat(catchThrowableOfType(WorkflowNetworkException.class, () -> client.get("w-1")))
          .hasMessageContaining("the gzip encoding of its body is defective");
    }
  }
}
