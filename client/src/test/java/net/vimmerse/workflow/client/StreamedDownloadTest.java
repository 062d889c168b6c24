package net.vimmerse.workflow.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import net.vimmerse.workflow.client.model.Output;
import okio.Buffer;
import okio.BufferedSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamedDownloadTest extends MockServiceTest {
  final byte[] content = new byte[300_001];
  Output output;

  @BeforeEach
  void createOutput() {
    new Random(7).nextBytes(content);
    output =
        Output.builder()
            .url(service.url("/files/launch.mp4").toString())
            .contentType("video/mp4")
            .build();
  }

  static MockResponse.Builder response(int status, byte[] body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("ETag", "\"v1\"")
        .body(new Buffer().write(body));
  }

  void breakInTheMiddle() {
    service.enqueue(
        response(200, content).onResponseBody(SocketEffect.ShutdownConnection.INSTANCE).build());
  }

  @Test
  void an_output_is_read_as_a_stream_with_progress() throws Exception {
    service.enqueue(response(200, content).build());
    List<DownloadProgress> progress = new ArrayList<>();
    DownloadOptions options = DownloadOptions.builder().listener(progress::add).build();
    try (InputStream in = client.openStream(output, options)) {
      assertThat(in.read()).isEqualTo(content[0] & 0xff);
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 1, content.length));
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(service.takeRequest().getHeaders().get("X-Api-Key")).isNull();
    DownloadProgress last = progress.get(progress.size() - 1);
    assertThat(last.downloadedBytes()).isEqualTo(content.length);
    assertThat(last.totalBytes()).isEqualTo(content.length);
    assertThat(last.file()).isNull();
    assertThat(last).hasToString("DownloadProgress{stream, 300001 of 300001}");
  }

  @Test
  void an_interrupt_while_an_output_is_written_is_not_a_failure_of_the_stream() {
    service.enqueue(response(200, content).build());
    OutputStream interrupting =
        new OutputStream() {
          @Override
          public void write(int b) {
            Thread.currentThread().interrupt();
          }
        };
    assertThatThrownBy(() -> client.download(output, interrupting, DownloadOptions.defaults()))
        .isInstanceOf(WorkflowInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();

    service.enqueue(response(200, content).build());
    Consumer<BufferedSource> reader =
        source -> {
          Thread.currentThread().interrupt();
          try {
            source.readByteArray();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    assertThatThrownBy(() -> client.download(output, reader, DownloadOptions.defaults()))
        .isInstanceOf(WorkflowInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void an_output_is_written_to_a_stream_and_passed_to_a_reader() throws Exception {
    service.enqueue(response(200, content).build());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    client.download(output, out, DownloadOptions.defaults());
    assertThat(out.toByteArray()).isEqualTo(content);

    service.enqueue(response(200, content).build());
    byte[] start = new byte[5];
    client.download(
        output,
        source -> {
          try {
            source.readFully(start);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        DownloadOptions.defaults());
    assertThat(start).isEqualTo(Arrays.copyOf(content, 5));
  }

  @Test
  void a_broken_stream_continues_at_its_position() throws Exception {
    breakInTheMiddle();
    try (InputStream in = client.openStream(output)) {
      byte[] start = in.readNBytes(1000);
      // What the broken connection has delivered until now is only known here.
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      service.setDispatcher(
          new mockwebserver3.Dispatcher() {
            @Override
            public MockResponse dispatch(mockwebserver3.RecordedRequest request) {
              int from =
                  Integer.parseInt(
                      request.getHeaders().get("Range").replaceAll("bytes=(\\d+)-", "$1"));
              assertThat(request.getHeaders().get("If-Range")).isEqualTo("\"v1\"");
              // A server may send less than was requested.
              int to = Math.min(from + 120_000, content.length);
              return response(206, Arrays.copyOfRange(content, from, to))
                  .addHeader(
                      "Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length)
                  .build();
            }
          });
      in.transferTo(rest);
      assertThat(start).isEqualTo(Arrays.copyOf(content, 1000));
      assertThat(rest.toByteArray()).isEqualTo(Arrays.copyOfRange(content, 1000, content.length));
    }
  }

  @Test
  void a_stream_of_changed_content_is_an_error_and_not_a_mixture() throws Exception {
    breakInTheMiddle();
    byte[] other = new byte[content.length];
    service.enqueue(response(200, other).setHeader("ETag", "\"v2\"").build());
    try (InputStream in = client.openStream(output)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(WorkflowNetworkException.class)
          .hasMessageContaining("does not continue");
      // No later read can pretend that the output has ended.
      assertThatThrownBy(in::read).isInstanceOf(WorkflowNetworkException.class);
    }
  }

  @Test
  void a_short_stream_is_an_error_and_not_the_end() throws Exception {
    service.enqueue(
        response(200, content)
            .removeHeader("ETag")
            .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    try (InputStream in = client.openStream(output)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(WorkflowNetworkException.class);
    }
  }

  @Test
  void an_error_of_the_file_host_is_thrown_when_the_stream_is_opened() {
    service.enqueue(response(404, new byte[0]).build());
    assertThatThrownBy(() -> client.openStream(output)).isInstanceOf(NotFoundException.class);
    service.enqueue(
        response(200, content).addHeader("Content-Type", "text/html; charset=utf-8").build());
    assertThatThrownBy(() -> client.openStream(output)).isInstanceOf(ContentTypeException.class);
    assertThatThrownBy(() -> client.openStream(Output.builder().build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_busy_file_host_is_asked_again() throws Exception {
    service.enqueue(response(503, new byte[0]).build());
    service.enqueue(response(200, content).build());
    try (InputStream in = client.openStream(output)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void a_stream_can_be_closed_early_and_not_be_read_then() throws Exception {
    service.enqueue(response(200, content).build());
    InputStream in = client.openStream(output);
    in.close();
    in.close();
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
  }

  @Test
  void a_failing_target_is_an_error_of_input_and_output() {
    service.enqueue(response(200, content).build());
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    assertThatThrownBy(() -> client.download(output, full, DownloadOptions.defaults()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("disk full");
  }
}
