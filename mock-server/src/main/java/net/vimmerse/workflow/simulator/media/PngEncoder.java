package net.vimmerse.workflow.simulator.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes a canvas as PNG: RGB, 8 bits per channel. */
final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int BITS = 8;
  private static final int RGB = 2;

  /**
   * Unfiltered rows: a filter would turn the gradient into runs of zeros, in which deflate no
   * longer finds that each row repeats the one above.
   */
  private static final byte NO_FILTER = 0;

  private PngEncoder() {}

  static byte[] encode(Canvas canvas) {
    byte[] data = deflate(rows(canvas));
    ByteArrayOutputStream png = new ByteArrayOutputStream(data.length + 64);
    png.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(canvas.width()).putInt(canvas.height()).put((byte) BITS).put((byte) RGB);
    chunk(png, "IHDR", header.array());
    chunk(png, "IDAT", data);
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static byte[] rows(Canvas canvas) {
    byte[] rows = new byte[canvas.height() * (1 + 3 * canvas.width())];
    int i = 0;
    for (int y = 0; y < canvas.height(); y++) {
      rows[i++] = NO_FILTER;
      for (int x = 0; x < canvas.width(); x++) {
        int rgb = canvas.pixel(x, y);
        rows[i++] = (byte) (rgb >> 16);
        rows[i++] = (byte) (rgb >> 8);
        rows[i++] = (byte) rgb;
      }
    }
    return rows;
  }

  private static byte[] deflate(byte[] rows) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(rows);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    byte[] name = type.getBytes(US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(name);
    png.writeBytes(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
