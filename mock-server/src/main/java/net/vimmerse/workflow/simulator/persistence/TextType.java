package net.vimmerse.workflow.simulator.persistence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.StringDataType;

/** Stores strings as the library does, but those in ASCII as a whole. Thread-safe. */
final class TextType extends StringDataType {

  @Override
  public void write(WriteBuffer buffer, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // Half of a surrogate pair becomes one byte as well, but of another text.
    if (bytes.length == text.length()
        && text.equals(new String(bytes, StandardCharsets.ISO_8859_1))) {
      buffer.putVarInt(bytes.length).put(bytes);
    } else {
      super.write(buffer, text);
    }
  }

  @Override
  public String read(ByteBuffer buffer) {
    int length = DataUtils.readVarInt(buffer);
    if (!buffer.hasArray() || length > buffer.remaining() || !isAscii(buffer, length)) {
      return DataUtils.readString(buffer, length);
    }
    int start = buffer.position();
    buffer.position(start + length);
    return new String(
        buffer.array(), buffer.arrayOffset() + start, length, StandardCharsets.ISO_8859_1);
  }

  private static boolean isAscii(ByteBuffer buffer, int length) {
    byte[] bytes = buffer.array();
    int start = buffer.arrayOffset() + buffer.position();
    int bits = 0;
    for (int i = start; i < start + length; i++) {
      bits |= bytes[i];
    }
    return bits >= 0;
  }
}
