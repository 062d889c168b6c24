package net.vimmerse.workflow.contract.recording;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.ForwardingSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * A request body that keeps a copy of what is written, so that bodies that can be written only once
 * are recorded too.
 */
final class RecordingRequestBody extends RequestBody {
  private final RequestBody body;
  private volatile ByteString written = ByteString.EMPTY;

  RecordingRequestBody(RequestBody body) {
    this.body = body;
  }

  /** Returns the bytes that the last attempt wrote. */
  ByteString written() {
    return written;
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() throws IOException {
    return body.contentLength();
  }

  @Override
  public boolean isOneShot() {
    return body.isOneShot();
  }

  @Override
  public boolean isDuplex() {
    return body.isDuplex();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    Buffer copy = new Buffer();
    BufferedSink both =
        Okio.buffer(
            new ForwardingSink(sink) {
              @Override
              public void write(Buffer source, long byteCount) throws IOException {
                source.copyTo(copy, 0, byteCount);
                super.write(source, byteCount);
              }
            });
    try {
      body.writeTo(both);
      both.flush();
    } finally {
      written = copy.snapshot();
    }
  }
}
