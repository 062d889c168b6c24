package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.Output;
import net.vimmerse.workflow.client.model.Workflow;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest extends MockServiceTest {
  @TempDir Path directory;
  Path file;
  Output output;

  @BeforeEach
  void createOutput() {
    file = directory.resolve("launch.mp4");
    output = Output.builder().url(service.url("/files/launch.mp4").toString()).build();
  }

  void respondWith(byte[] content) {
    service.enqueue(new MockResponse.Builder().body(new Buffer().write(content)).build());
  }

  void assertDirectoryIsEmpty() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void an_output_is_downloaded_completely() throws Exception {
    byte[] content = new byte[3_000_001];
    new Random(7).nextBytes(content);
    respondWith(content);
    assertThat(client.download(output, file)).isEqualTo(file);
    assertThat(file).hasBinaryContent(content);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void the_api_key_is_not_sent_even_to_the_host_of_the_service() throws Exception {
    service.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", "/elsewhere").build());
    respondWith(new byte[1]);
    client.download(output, file);
    assertThat(service.takeRequest().getHeaders().get("X-Api-Key")).isNull();
    assertThat(service.takeRequest().getHeaders().get("X-Api-Key")).isNull();
  }

  @Test
  void an_existing_file_is_not_replaced() throws Exception {
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> client.download(output, file))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("another name");
    assertThat(file).hasContent("mine");
    assertThat(service.getRequestCount()).isZero();
  }

  @Test
  void a_failed_download_leaves_no_file() throws Exception {
    service.enqueue(
        new MockResponse.Builder()
            .body("only a part")
            .setHeader("Content-Length", 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());
    DownloadOptions once = DownloadOptions.builder().maxResumes(0).build();
    assertThatThrownBy(() -> client.download(output, file, once))
        .isInstanceOf(WorkflowNetworkException.class);
    assertDirectoryIsEmpty();
  }

  private static final DownloadOptions KEEP_PARTIAL_FILE =
      DownloadOptions.builder().maxResumes(0).keepPartialFile(true).build();

  void disconnectAfter(String part, String... headers) {
    MockResponse.Builder response =
        new MockResponse.Builder()
            .body(part)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .setHeader("Content-Length", 6);
    for (int i = 0; i < headers.length; i += 2) {
      response.addHeader(headers[i], headers[i + 1]);
    }
    service.enqueue(response.build());
  }

  private void respondWithRange(String range, String rest) {
    service.enqueue(
        new MockResponse.Builder().code(206).addHeader("Content-Range", range).body(rest).build());
  }

  @Test
  void an_interrupted_transfer_is_resumed() throws Exception {
    disconnectAfter("one", "ETag", "\"v1\"");
    respondWithRange("bytes 3-5/6", "two");
    client.download(output, file);
    assertThat(file).hasContent("onetwo");
    assertThat(clock.sleeps)
        .singleElement()
        .satisfies(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMillis(500)));
    assertThat(service.takeRequest().getHeaders().get("Range")).isNull();
    RecordedRequest second = service.takeRequest();
    assertThat(second.getHeaders().get("Range")).isEqualTo("bytes=3-");
    assertThat(second.getHeaders().get("If-Range")).isEqualTo("\"v1\"");
  }

  @Test
  void a_download_restarts_if_the_content_has_changed() throws Exception {
    disconnectAfter("one", "ETag", "\"v1\"");
    respondWith("another".getBytes(UTF_8));
    client.download(output, file);
    assertThat(file).hasContent("another");
  }

  @Test
  void a_download_restarts_if_the_validator_is_missing_or_weak() throws Exception {
    disconnectAfter("one");
    disconnectAfter("one", "ETag", "W/\"v1\"");
    respondWith("whole".getBytes(UTF_8));
    client.download(output, file);
    assertThat(file).hasContent("whole");
    for (int i = 0; i < 3; i++) {
      assertThat(service.takeRequest().getHeaders().get("Range")).isNull();
    }
  }

  @Test
  void a_range_that_cannot_be_satisfied_restarts_the_download() throws Exception {
    disconnectAfter("one", "Last-Modified", "Fri, 11 Apr 2025 18:33:59 GMT");
    service.enqueue(new MockResponse.Builder().code(416).build());
    respondWith("whole".getBytes(UTF_8));
    client.download(output, file);
    assertThat(file).hasContent("whole");
  }

  @Test
  void the_next_download_resumes_a_kept_partial_file() throws Exception {
    disconnectAfter("one", "ETag", "\"v1\"");
    assertThatThrownBy(() -> client.download(output, file, KEEP_PARTIAL_FILE))
        .isInstanceOf(WorkflowNetworkException.class);
    assertThat(file).doesNotExist();
    respondWithRange("bytes 3-5/6", "two");
    client.download(output, file, KEEP_PARTIAL_FILE);
    assertThat(file).hasContent("onetwo");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void progress_is_reported_with_the_total_size() {
    byte[] content = new byte[200_000];
    respondWith(content);
    List<DownloadProgress> seen = new ArrayList<>();
    client.download(output, file, DownloadOptions.builder().listener(seen::add).build());
    assertThat(seen)
        .extracting(DownloadProgress::downloadedBytes)
        .isSorted()
        .last()
        .isEqualTo(200_000L);
    assertThat(seen).allMatch(p -> p.totalBytes() == 200_000L && p.file().equals(file));
  }

  @Test
  void an_existing_file_is_skipped_or_replaced_on_request() throws Exception {
    Files.writeString(file, "mine");
    DownloadOptions.Builder options = DownloadOptions.builder();
    client.download(output, file, options.ifExists(IfExists.SKIP).build());
    assertThat(file).hasContent("mine");
    assertThat(service.getRequestCount()).isZero();
    respondWith("theirs".getBytes(UTF_8));
    client.download(output, file, options.ifExists(IfExists.REPLACE).build());
    assertThat(file).hasContent("theirs");
  }

  @Test
  void a_different_content_type_is_rejected_unless_the_check_is_disabled() throws Exception {
    Output video = output.toBuilder().contentType("video/mp4").build();
    service.enqueue(response(200, "{}").build());
    ContentTypeException e =
        catchThrowableOfType(ContentTypeException.class, () -> client.download(video, file));
    assertThat(e.expected()).isEqualTo("video/mp4");
    assertThat(e.actual()).isEqualTo("application/json");
    assertDirectoryIsEmpty();
    service.enqueue(response(200, "{}").build());
    client.download(video, file, DownloadOptions.builder().checkContentType(false).build());
    assertThat(file).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "video/mp4; codecs=avc1",
        "VIDEO/MP4",
        "application/octet-stream",
        "",
        "application/mp4"
      })
  void a_matching_or_unspecific_content_type_is_accepted(String type) {
    service.enqueue(new MockResponse.Builder().body("x").setHeader("Content-Type", type).build());
    client.download(output.toBuilder().contentType("video/mp4").build(), file);
    assertThat(file).exists();
  }

  @Test
  void all_outputs_are_downloaded_in_order_with_unique_names() throws Exception {
    for (String content : List.of("a", "b", "c")) {
      respondWith(content.getBytes(UTF_8));
    }
    Workflow workflow =
        Workflow.builder()
            .addResult(Output.builder().url(service.url("/1/clip.mp4").toString()).build())
            .addResult(Output.builder().url(service.url("/2/CLIP.mp4?x=y").toString()).build())
            .addResult(
                Output.builder()
                    .url(service.url("/3/").toString())
                    .contentType("image/png")
                    .build())
            .build();
    Path target = directory.resolve("new/directory");
    DownloadOptions unchecked = DownloadOptions.builder().checkContentType(false).build();
    List<Path> files = client.downloadAll(workflow, target, unchecked);
    assertThat(files)
        .containsExactly(
            target.resolve("clip.mp4"),
            target.resolve("CLIP-2.mp4"),
            target.resolve("output-3.png"));
    assertThat(files.get(1)).hasContent("b");
    assertThatThrownBy(() -> client.downloadAll(workflow, target))
        .hasCauseInstanceOf(FileAlreadyExistsException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/..%2F..%2Fetc%2Fpasswd, etc_passwd.mp4",
    "/a/%2e%2e%5C%2e%2e%5Cboot.ini, boot.ini",
    "/.htaccess, htaccess.mp4",
    "/CON.mp4, _CON.mp4",
    "/nul, _nul.mp4",
    "/a%00b%0A.mp4, a_b_.mp4",
    "/trailing.mp4.%20., trailing.mp4",
    "/C:evil.mp4, C_evil.mp4",
    "/Zo%C3%AB.mp4, Zoë.mp4",
    "/, output-1.mp4",
  })
  void a_file_name_is_safe_for_any_url(String path, String expected) {
    Output output =
        Output.builder().url("https://example.com" + path).contentType("video/mp4").build();
    assertThat(new OutputFileNames().next(output)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "audio/mpeg, voice.mp3",
    "Audio/MPEG; charset=binary, voice.mp3",
    "audio/mp4, voice.m4a",
    "audio/x-wav, voice.wav",
    "audio/ogg, voice.ogg",
    "video/mpeg, voice.mpeg",
    "video/quicktime, voice.mov",
    "image/svg+xml, voice.svg",
    "image/jpeg, voice.jpeg",
    ", voice",
    "nonsense, voice",
    "video/*, voice",
  })
  void a_url_without_an_extension_gets_that_of_the_content_type(String type, String expected) {
    Output output = Output.builder().url("https://example.com/voice").contentType(type).build();
    assertThat(new OutputFileNames().next(output)).isEqualTo(expected);
  }

  @Test
  void a_long_file_name_keeps_its_extension() {
    Output output = Output.builder().url("https://example.com/" + "x".repeat(500) + ".mp4").build();
    assertThat(new OutputFileNames().next(output)).hasSize(100).endsWith("x.mp4");
  }

  @Test
  void an_error_response_leaves_no_file_and_is_thrown() throws Exception {
    service.enqueue(new MockResponse.Builder().code(404).body("<html>gone</html>").build());
    WorkflowApiException e =
        catchThrowableOfType(NotFoundException.class, () -> client.download(output, file));
    assertThat(e.body()).isEqualTo("<html>gone</html>");
    assertDirectoryIsEmpty();
  }

  @Test
  void a_missing_directory_is_an_io_failure_and_not_a_network_failure() {
    respondWith(new byte[1]);
    assertThatThrownBy(() -> client.download(output, directory.resolve("no/such/file")))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_stalled_download_fails_after_the_read_timeout_of_the_call() throws Exception {
    service.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    DownloadOptions once = DownloadOptions.builder().maxResumes(0).build();
    WorkflowClient impatient = client.withOptions(o -> o.readTimeout(Duration.ofMillis(50)));
    assertThatThrownBy(() -> impatient.download(output, file, once))
        .isInstanceOf(WorkflowNetworkException.class);
    assertDirectoryIsEmpty();
  }

  @Test
  void an_output_without_an_http_url_is_rejected() {
    for (String url : new String[] {null, "", "file:///etc/passwd", "launch.mp4"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.download(Output.builder().url(url).build(), file));
    }
  }

  private void respondWithPart(String range, String part, String... headers) {
    MockResponse.Builder response =
        new MockResponse.Builder().code(206).addHeader("Content-Range", range).body(part);
    for (int i = 0; i < headers.length; i += 2) {
      response.setHeader(headers[i], headers[i + 1]);
    }
    service.enqueue(response.build());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 3-5/7, two", // another total
    "bytes 0-5/6, onetwo", // another start
    "bytes 4-6/6, two", // beyond the end
    "bytes 3-4/6, two", // another length
    "bytes 3-5/*, two", // no total, so nothing tells the end
    "two, two",
    "'', two",
  })
  void a_part_that_does_not_continue_the_file_restarts_the_download(String range, String part)
      throws Exception {
    disconnectAfter("one", "ETag", "\"v1\"");
    respondWithPart(range, part);
    respondWith("whole".getBytes(UTF_8));
    client.download(output, file);
    assertThat(file).hasContent("whole");
  }

  @ParameterizedTest
  @CsvSource({"ETag, \"v2\"", "Content-Encoding, gzip"})
  void a_part_of_other_content_restarts_the_download(String header, String value) throws Exception {
    disconnectAfter("one", "ETag", "\"v1\"");
    respondWithPart("bytes 3-5/6", "two", header, value);
    respondWith("whole".getBytes(UTF_8));
    client.download(output, file);
    assertThat(file).hasContent("whole");
  }

  @Test
  void a_part_that_ends_early_is_continued() throws Exception {
    disconnectAfter("one", "ETag", "\"v1\"");
    respondWithPart("bytes 3-3/6", "t", "ETag", "\"v1\"");
    respondWithPart("bytes 4-5/6", "wo", "ETag", "\"v1\"");
    client.download(output, file);
    assertThat(file).hasContent("onetwo");
  }

  @Test
  void a_part_tells_the_size_of_a_file_that_the_first_response_did_not() throws Exception {
    Files.writeString(directory.resolve(".launch.mp4.part"), "one");
    Files.writeString(directory.resolve(".launch.mp4.part.version"), "\n\"v1\"");
    respondWithPart("bytes 3-3/6", "t");
    respondWithPart("bytes 4-5/6", "wo");
    client.download(output, file, DownloadOptions.builder().keepPartialFile(true).build());
    assertThat(file).hasContent("onetwo");
  }

  @Test
  void a_chunked_part_that_is_shorter_than_announced_is_continued() throws Exception {
    disconnectAfter("one", "ETag", "\"v1\"");
    service.enqueue(
        new MockResponse.Builder()
            .code(206)
            .addHeader("Content-Range", "bytes 3-5/6")
            .chunkedBody("t", 1)
            .build());
    respondWithPart("bytes 4-5/6", "wo");
    client.download(output, file);
    assertThat(file).hasContent("onetwo");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 203, 204, 205, 206})
  void a_successful_status_without_the_whole_file_is_an_error(int status) throws Exception {
    service.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Range", "bytes 0-3/10")
            .body(status == 204 || status == 205 ? "" : "part")
            .build());
    assertThat(
            catchThrowableOfType(WorkflowApiException.class, () -> client.download(output, file))
                .status())
        .isEqualTo(status);
    assertDirectoryIsEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void a_transient_status_of_the_file_host_is_retried_and_keeps_what_was_downloaded(int status)
      throws Exception {
    disconnectAfter("one", "ETag", "\"v1\"");
    service.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "7").build());
    respondWithPart("bytes 3-5/6", "two");
    client.download(output, file);
    assertThat(file).hasContent("onetwo");
    assertThat(clock.sleeps).hasSize(2).last().isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void the_delay_before_a_resume_grows_only_while_nothing_is_received() throws Exception {
    disconnectAfter("o", "ETag", "\"v1\"");
    for (int i = 0; i < 5; i++) {
      service.enqueue(new MockResponse.Builder().code(503).build());
    }
    for (int at = 1; at < 5; at++) {
      service.enqueue(
          new MockResponse.Builder()
              .code(206)
              .addHeader("Content-Range", "bytes " + at + "-5/6")
              .body("onetwo".substring(at, at + 1))
              .setHeader("Content-Length", 6 - at)
              .onResponseEnd(new SocketEffect.CloseSocket())
              .build());
    }
    respondWithPart("bytes 5-5/6", "o");

    client.download(output, file, DownloadOptions.builder().maxResumes(10).build());

    assertThat(file).hasContent("onetwo");
    // Delays are random up to a maximum, which was 16 s.
    assertThat(clock.sleeps.subList(6, 10))
        .allSatisfy(delay -> assertThat(delay).isLessThanOrEqualTo(Duration.ofMillis(500)));
  }

  @Test
  void a_compressed_transfer_is_decompressed_and_never_resumed() throws Exception {
    Buffer compressed = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(compressed))) {
      sink.writeUtf8("a clip that is compressed in transit");
    }
    ByteString bytes = compressed.readByteString();
    for (int length : new int[] {bytes.size() - 3, bytes.size()}) {
      service.enqueue(
          new MockResponse.Builder()
              .body(new Buffer().write(bytes.substring(0, length)))
              .addHeader("ETag", "\"v1\"")
              .addHeader("Content-Encoding", "gzip")
              .build());
    }
    client.download(output, file);
    assertThat(file).hasContent("a clip that is compressed in transit");
    service.takeRequest();
    assertThat(service.takeRequest().getHeaders().get("Range")).isNull();
  }

  @Test
  void a_transfer_with_an_unknown_encoding_is_an_error() throws Exception {
    service.enqueue(
        new MockResponse.Builder().body("x").addHeader("Content-Encoding", "br").build());
    DownloadOptions once = DownloadOptions.builder().maxResumes(0).build();
    assertThatThrownBy(() -> client.download(output, file, once))
        .isInstanceOf(WorkflowNetworkException.class)
        .hasMessageEndingWith("it is encoded as br");
    assertDirectoryIsEmpty();
  }

  @Test
  void the_size_of_a_kept_partial_file_is_checked_by_the_next_download() throws Exception {
    disconnectAfter("one", "ETag", "\"v1\"");
    assertThatThrownBy(() -> client.download(output, file, KEEP_PARTIAL_FILE))
        .isInstanceOf(WorkflowNetworkException.class);
    respondWithPart("bytes 3-5/7", "two");
    respondWith("whole".getBytes(UTF_8));
    client.download(output, file, DownloadOptions.builder().keepPartialFile(true).build());
    assertThat(file).hasContent("whole");
  }
}
