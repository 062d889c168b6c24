package net.vimmerse.workflow.contract.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_METHOD)
@Tag("pit")
class ValidatingInterceptorTest {
  private static final ContractValidator VALIDATOR =
      ContractValidator.of(
          Fixtures.document(
              """
              security: [{key: []}]
              paths:
                /books:
                  post:
                    operationId: add
                    requestBody:
                      required: true
                      content: {application/json: {example: {title: A}, schema: {required: [title]}}}
                    responses:
                      '100': {content: {application/json: {example: {title: A}}}}
                      '200': {$ref: '#/components/responses/Book'}
                /books/{id}:
                  get:
                    operationId: read
                    parameters: [{name: id, in: path, required: true, example: 1}]
                    responses: {'200': {$ref: '#/components/responses/Book'}}
              components:
                securitySchemes: {key: {type: apiKey, in: header, name: Library-Card}}
                responses:
                  Book:
                    content:
                      application/json:
                        example: {data: {title: A}}
                        schema:
                          type: object
                          required: [data]
                          properties: {data: {type: object, required: [title]}}
              """));
  private static final HttpUrl ORIGIN = HttpUrl.get("http://origin.invalid/");
  private static final RecordedExchange CREATE = InvalidExchange.valid(VALIDATOR);

  private final MockWebServer server = new MockWebServer();
  private ValidatingInterceptor interceptor;
  private OkHttpClient onTheWire;

  @BeforeEach
  void start() throws IOException {
    server.start();
    interceptor = new ValidatingInterceptor(VALIDATOR, server.url("/base/"));
    onTheWire = new OkHttpClient.Builder().addNetworkInterceptor(interceptor).build();
  }

  @AfterEach
  void stop() {
    server.close();
    onTheWire.connectionPool().evictAll();
  }

  @Test
  void bodies_reach_both_sides_unchanged() throws Exception {
    server.enqueue(response().build());
    assertThat(call(onTheWire, create())).isEqualTo(CREATE.responseBody().utf8());
    assertThat(server.takeRequest().getBody()).isEqualTo(CREATE.requestBody());
    assertThat(interceptor.violations()).isEmpty();
    assertThat(interceptor.exchanges()).isEqualTo(1);
  }

  @Test
  void an_application_interceptor_validates_the_final_request() throws Exception {
    OkHttpClient application = new OkHttpClient.Builder().addInterceptor(interceptor).build();
    server.enqueue(response().build());
    RequestBody typed = RequestBody.create(CREATE.requestBody(), MediaType.get("application/json"));
    Request request = create().newBuilder().removeHeader("Content-Type").post(typed).build();
    assertThat(call(application, request)).isEqualTo(CREATE.responseBody().utf8());
    assertThat(interceptor.violations()).isEmpty();
    assertThat(interceptor.exchanges()).isEqualTo(1);
  }

  @Test
  void a_body_that_can_be_written_once_is_written_once() throws Exception {
    server.enqueue(response().build());
    RequestBody oneShot =
        new RequestBody() {
          private boolean written;

          @Override
          public MediaType contentType() {
            return MediaType.get("application/json");
          }

          @Override
          public boolean isOneShot() {
            return true;
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            assertThat(written).isFalse();
            written = true;
            sink.write(CREATE.requestBody());
          }
        };
    call(onTheWire, create().newBuilder().post(oneShot).build());
    assertThat(interceptor.violations()).isEmpty();
    assertThat(interceptor.log().validations())
        .singleElement()
        .satisfies(it -> assertThat(it.exchange().requestBody()).isEqualTo(CREATE.requestBody()));
  }

  @Test
  void a_compressed_response_is_decompressed_for_validation() throws Exception {
    Buffer compressed = new Buffer();
    try (BufferedSink gzip = Okio.buffer(new GzipSink(compressed))) {
      gzip.write(CREATE.responseBody());
    }
    server.enqueue(response().setHeader("Content-Encoding", "gzip").body(compressed).build());
    assertThat(call(onTheWire, create())).isEqualTo(CREATE.responseBody().utf8());
    assertThat(interceptor.violations()).isEmpty();
  }

  @Test
  void an_invalid_response_is_a_violation_and_still_reaches_the_caller() throws Exception {
    server.enqueue(response().body("{}").build());
    assertThat(call(onTheWire, create())).isEqualTo("{}");
    assertThat(interceptor.violations()).extracting(Violation::kind).contains(Kind.INVALID_BODY);
  }

  @Test
  void a_truncated_response_is_a_violation_and_fails_the_call() {
    server.enqueue(
        response()
            .onResponseBody(new SocketEffect.CloseSocket())
            .setHeader("Content-Length", 999)
            .build());
    assertThatThrownBy(() -> call(onTheWire, create())).isInstanceOf(IOException.class);
    assertThat(interceptor.exchanges() + interceptor.log().withoutResponse().size()).isEqualTo(1);
    assertThat(interceptor.violations())
        .extracting(Violation::kind)
        .containsExactly(Kind.MALFORMED_BODY);
  }

  @Test
  void a_request_without_a_response_is_listed() {
    server.enqueue(
        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());
    OkHttpClient withoutRetries = onTheWire.newBuilder().retryOnConnectionFailure(false).build();
    assertThatThrownBy(() -> call(withoutRetries, create())).isInstanceOf(IOException.class);
    assertThat(interceptor.exchanges()).isZero();
    assertThat(interceptor.log().withoutResponse()).singleElement().asString().startsWith("POST ");
  }

  @Test
  void a_download_is_not_validated_but_listed() throws Exception {
    for (String elsewhere : List.of("/base/media/1.png", "/", "/books")) {
      server.enqueue(new MockResponse.Builder().body("picture").build());
      Request request = new Request.Builder().url(server.url(elsewhere)).build();
      assertThat(call(onTheWire, request)).isEqualTo("picture");
    }
    assertThat(interceptor.exchanges()).isZero();
    assertThat(interceptor.log().unrelated()).hasSize(3);
  }

  @Test
  void an_undocumented_path_of_the_API_is_validated() throws Exception {
    server.enqueue(new MockResponse.Builder().code(404).body("Not found").build());
    call(onTheWire, new Request.Builder().url(server.url("/base/books/1/2")).build());
    assertThat(interceptor.violations())
        .extracting(Violation::kind)
        .containsExactly(Kind.UNKNOWN_PATH);
  }

  @Test
  void no_exchange_is_lost_when_many_threads_call() throws Exception {
    int calls = 40;
    for (int i = 0; i < calls; i++) {
      server.enqueue(response().build());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> responses = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        responses.add(threads.submit(() -> call(onTheWire, create())));
      }
      for (Future<String> response : responses) {
        assertThat(response.get()).isEqualTo(CREATE.responseBody().utf8());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(interceptor.exchanges()).isEqualTo(calls);
    assertThat(interceptor.violations()).isEmpty();
  }

  @Test
  void the_self_check_passes_and_adds_nothing_to_the_log() {
    for (Envelope envelope : Envelope.values()) {
      ContractValidator validator = ContractValidator.of(VALIDATOR.document(), envelope);
      ValidatingInterceptor seeing = new ValidatingInterceptor(validator, ORIGIN);
      seeing.selfCheck();
      assertThat(seeing.exchanges()).isZero();
    }
  }

  @Test
  void the_self_check_finds_a_document_that_asserts_nothing() {
    assertThatThrownBy(() -> selfCheck("{data: {title: A}}", "{type: object}"))
        .isInstanceOf(SelfCheckException.class)
        .hasMessageContaining("The validator does not report that a required property is missing");
  }

  @Test
  void the_self_check_finds_a_validator_that_reports_a_valid_exchange() {
    assertThatThrownBy(() -> selfCheck("{data: 1}", "{type: object, required: [title]}"))
        .isInstanceOf(SelfCheckException.class)
        .hasMessageContaining("The validator reports a valid exchange: [list 200: RESPONSE");
  }

  @Test
  void the_self_check_finds_a_validator_that_reports_another_violation() {
    Document document =
        Fixtures.document(
            """
            security: [{key: []}]
            paths:
              /books:
                get:
                  operationId: list
                  responses: {'200': {$ref: '#/components/responses/Books'}}
              /books/x/y/z: {put: {}}
            components:
              securitySchemes: {key: {type: apiKey, in: header, name: Library-Card}}
              responses:
                Books:
                  content:
                    application/json: {example: {data: 1}, schema: {type: object, required: [data]}}
            """);

    assertThatThrownBy(
            () -> new ValidatingInterceptor(ContractValidator.of(document), ORIGIN).selfCheck())
        .isInstanceOf(SelfCheckException.class)
        .hasMessageContaining("does not report that the path is unknown; it reports [")
        .hasMessageContaining("UNKNOWN_METHOD");
  }

  @Test
  void the_self_check_needs_an_example_of_a_success() {
    assertThatThrownBy(() -> new ValidatingInterceptor(silent(), ORIGIN).selfCheck())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No example of a success");
  }

  private static ContractValidator silent() {
    return ContractValidator.of(
        Fixtures.document("paths: {/books: {get: {responses: {'200': {}}}}}"));
  }

  private static void selfCheck(String example, String schema) {
    Document document =
        Fixtures.document(
            """
            security: [{key: []}]
            paths:
              /books:
                get:
                  operationId: list
                  responses: {'200': {content: {application/json: {example: %s, schema: %s}}}}
            components: {securitySchemes: {key: {type: apiKey, in: header, name: Library-Card}}}
            """
                .formatted(example, schema));
    new ValidatingInterceptor(ContractValidator.of(document), ORIGIN).selfCheck();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://origin.invalid:80/base/books",
        "http://other.invalid/base/books",
        "http://origin.invalid:81/base/books",
        "http://origin.invalid/books",
        "http://origin.invalid/bass/books",
        "http://origin.invalid/base",
        "http://origin.invalid/base/films"
      })
  void requests_outside_the_base_URL_are_unrelated(String url) throws Exception {
    for (String base : List.of("base", "base/")) {
      ValidatingInterceptor interceptor = observe(base, get(url));

      assertThat(interceptor.exchanges()).isZero();
      assertThat(interceptor.log().unrelated()).containsExactly("GET " + HttpUrl.get(url));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "base,http://origin.invalid/base/books?a=b%20c,/books?a=b%20c",
    "base/,http://ORIGIN.invalid:80/base/books/a%2Fb,/books/a%2Fb",
    "'',http://origin.invalid/books/,/books/"
  })
  void the_target_is_relative_to_the_base_URL(String base, String url, String target)
      throws Exception {
    ValidatingInterceptor interceptor = observe(base, get(url));

    assertThat(interceptor.log().unrelated()).isEmpty();
    assertThat(interceptor.log().validations())
        .extracting(it -> it.exchange().target())
        .containsExactly(target);
  }

  @Test
  void without_a_network_the_content_type_is_that_of_the_body() throws Exception {
    RequestBody typed = RequestBody.create(CREATE.requestBody(), MediaType.get("text/plain"));
    Request request = get("http://origin.invalid/books").newBuilder().post(typed).build();

    assertThat(observe("", request).log().validations().get(0).exchange().requestHeaders())
        .isEqualTo(Headers.of("Content-Type", "text/plain"));
  }

  private static Request get(String url) {
    return new Request.Builder().url(url).build();
  }

  /** Makes a call to which another interceptor responds. */
  private static ValidatingInterceptor observe(String base, Request request) throws IOException {
    ValidatingInterceptor interceptor = new ValidatingInterceptor(VALIDATOR, ORIGIN.resolve(base));
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(interceptor)
            .addInterceptor(
                chain ->
                    new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("")
                        .build())
            .build();
    call(client, request);
    return interceptor;
  }

  @Test
  void a_request_tagged_with_a_log_is_added_to_it() throws Exception {
    ExchangeLog own = new ExchangeLog(VALIDATOR);
    server.enqueue(response().build());
    server.enqueue(response().body("{}").build());

    call(onTheWire, create());
    call(onTheWire, create().newBuilder().tag(ExchangeLog.class, own).build());

    assertThat(own.violations()).hasSize(1);
    assertThat(interceptor.exchanges()).isEqualTo(2);
  }

  private Request create() {
    return new Request.Builder()
        .url(server.url("/base" + CREATE.target()))
        .headers(CREATE.requestHeaders())
        .method(CREATE.method(), RequestBody.create(CREATE.requestBody(), null))
        .build();
  }

  private static MockResponse.Builder response() {
    return new MockResponse.Builder()
        .code(CREATE.status())
        .headers(CREATE.responseHeaders())
        .body(new Buffer().write(CREATE.responseBody()));
  }

  private static String call(OkHttpClient client, Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.body().string();
    }
  }
}
