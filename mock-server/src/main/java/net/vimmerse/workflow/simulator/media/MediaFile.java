package net.vimmerse.workflow.simulator.media;

import java.util.Arrays;
import java.util.Objects;

/**
 * A file as a server sends it. Immutable and thread-safe; many callers share one, and each gets
 * bytes of its own.
 */
public final class MediaFile {
  private final String contentType;
  private final byte[] bytes;

  private MediaFile(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  /** Takes the array over: whoever made it must not write to it any more. */
  static MediaFile owning(String contentType, byte[] bytes) {
    return new MediaFile(contentType, bytes);
  }

  /** What the bytes are, such as {@code image/png}. */
  public String contentType() {
    return contentType;
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** A copy of the whole file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * A copy of a part, as a range request asks for one.
   *
   * @param from the first byte, counted from 0
   * @param to the byte after the last one, at most {@link #size()}
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
   */
  public byte[] bytes(int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  public String toString() {
    return contentType + ", " + bytes.length + " bytes";
  }
}
