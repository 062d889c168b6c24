package net.vimmerse.workflow.contract.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class RecordingRequestBodyTest {
  private static final ByteString BYTES = ByteString.encodeUtf8("body");

  @Test
  void it_has_the_type_length_and_flags_of_the_body() throws IOException {
    RecordingRequestBody copy =
        new RecordingRequestBody(RequestBody.create(BYTES, MediaType.get("text/plain")));

    assertThat(copy.contentType()).isEqualTo(MediaType.get("text/plain"));
    assertThat(copy.contentLength()).isEqualTo(4);
    assertThat(copy.isOneShot()).isFalse();
    assertThat(copy.isDuplex()).isFalse();
    assertThat(new RecordingRequestBody(new OneWay()).isOneShot()).isTrue();
    assertThat(new RecordingRequestBody(new OneWay()).isDuplex()).isTrue();
  }

  @Test
  void each_attempt_is_passed_on_and_replaces_the_recorded_bytes() throws IOException {
    RecordingRequestBody copy = new RecordingRequestBody(RequestBody.create(BYTES, null));

    assertThat(copy.written()).isEqualTo(ByteString.EMPTY);
    for (int attempt = 0; attempt < 2; attempt++) {
      Buffer sink = new Buffer();
      copy.writeTo(sink);
      assertThat(sink.readByteString()).isEqualTo(BYTES);
      assertThat(copy.written()).isEqualTo(BYTES);
    }
  }

  @Test
  void bytes_written_before_a_failure_are_recorded() {
    RecordingRequestBody copy = new RecordingRequestBody(new OneWay());

    assertThatThrownBy(() -> copy.writeTo(new Buffer())).hasMessage("broken off");
    assertThat(copy.written()).isEqualTo(BYTES);
  }

  private static final class OneWay extends RequestBody {
    @Override
    public MediaType contentType() {
      return null;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public boolean isDuplex() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(BYTES);
      sink.flush();
      throw new IOException("broken off");
    }
  }
}
