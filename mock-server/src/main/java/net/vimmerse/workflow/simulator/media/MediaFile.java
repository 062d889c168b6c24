package net.vimmerse.workflow.simulator.media;

import java.util.Arrays;
import java.util.Objects;

/** A file to serve. Immutable and thread-safe; returns copies of its bytes. */
public final class MediaFile {
  private final String contentType;
  private final byte[] bytes;

  private MediaFile(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  /** Creates a file from an array that the caller must not change any more. */
  static MediaFile owning(String contentType, byte[] bytes) {
    return new MediaFile(contentType, bytes);
  }

  /** Returns the media type, such as {@code image/png}. */
  public String contentType() {
    return contentType;
  }

  /** Returns the size in bytes. */
  public int size() {
    return bytes.length;
  }

  /** Returns a copy of the whole file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Returns a copy of a range.
   *
   * @param from the first byte, from 0
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
