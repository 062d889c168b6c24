package net.vimmerse.workflow.client;

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
import java.util.Random;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.Output;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest extends ServiceTest {
  @TempDir Path directory;
  private Path file;
  private Output output;

  @BeforeEach
  void name() {
    file = directory.resolve("launch.mp4");
    output = Output.builder().url(service.url("/files/launch.mp4").toString()).build();
  }

  private void serves(byte[] content) {
    service.enqueue(new MockResponse.Builder().body(new Buffer().write(content)).build());
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void an_output_is_written_whole() throws Exception {
    byte[] content = new byte[3_000_001];
    new Random(7).nextBytes(content);
    serves(content);
    assertThat(client.download(output, file)).isEqualTo(file);
    assertThat(file).hasBinaryContent(content);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void the_key_is_not_sent_even_to_the_services_own_host() throws Exception {
    service.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", "/elsewhere").build());
    serves(new byte[1]);
    client.download(output, file);
    assertThat(service.takeRequest().getHeaders().get("X-Api-Key")).isNull();
    assertThat(service.takeRequest().getHeaders().get("X-Api-Key")).isNull();
  }

  @Test
  void a_file_that_is_there_is_not_replaced() throws Exception {
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
  void a_download_that_breaks_off_leaves_nothing() throws Exception {
    service.enqueue(
        new MockResponse.Builder()
            .body("only a part")
            .setHeader("Content-Length", 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());
    assertThatThrownBy(() -> client.download(output, file))
        .isInstanceOf(WorkflowNetworkException.class);
    assertNothingLeft();
  }

  @Test
  void an_error_leaves_nothing_and_has_its_status() throws Exception {
    service.enqueue(new MockResponse.Builder().code(404).body("<html>gone</html>").build());
    WorkflowApiException e =
        catchThrowableOfType(NotFoundException.class, () -> client.download(output, file));
    assertThat(e.body()).isEqualTo("<html>gone</html>");
    assertNothingLeft();
  }

  @Test
  void a_directory_that_is_missing_is_the_files_fault_not_the_networks() {
    serves(new byte[1]);
    assertThatThrownBy(() -> client.download(output, directory.resolve("no/such/file")))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void an_interrupted_download_leaves_nothing_and_keeps_the_flag() throws Exception {
    serves(new byte[1]);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> client.download(output, file))
        .isInstanceOf(WorkflowInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertNothingLeft();
  }

  @Test
  void an_output_without_a_usable_url_is_refused() {
    for (String url : new String[] {null, "", "file:///etc/passwd", "launch.mp4"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.download(Output.builder().url(url).build(), file));
    }
  }
}
