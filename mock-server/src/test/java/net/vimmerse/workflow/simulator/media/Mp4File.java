package net.vimmerse.workflow.simulator.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses the parts of an MP4 file that the tests check. */
final class Mp4File {
  private record Box(String type, ByteBuffer content) {}

  private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "stbl");

  private final List<Box> top;
  private final List<Box> all = new ArrayList<>();

  Mp4File(byte[] bytes) {
    top = boxes(ByteBuffer.wrap(bytes));
  }

  /** Returns the types of the outermost boxes, in file order. */
  List<String> layout() {
    return top.stream().map(Box::type).toList();
  }

  double seconds() {
    ByteBuffer header = content("mvhd");
    return (double) header.getInt(16) / header.getInt(12);
  }

  /** Returns the type of the first sample description. */
  String codec() {
    return type(content("stsd"), 12);
  }

  int width() {
    return content("stsd").getShort(8 + 8 + 24);
  }

  int height() {
    return content("stsd").getShort(8 + 8 + 26);
  }

  int samples() {
    return content("stsz").getInt(8);
  }

  /** Returns the numbers, from 1, of the samples at which playing can start. */
  List<Integer> keyframes() {
    ByteBuffer table = content("stss");
    List<Integer> samples = new ArrayList<>();
    for (int i = 0; i < table.getInt(4); i++) {
      samples.add(table.getInt(8 + 4 * i));
    }
    return samples;
  }

  private ByteBuffer content(String type) {
    return all.stream()
        .filter(box -> box.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no box " + type))
        .content();
  }

  private List<Box> boxes(ByteBuffer bytes) {
    List<Box> boxes = new ArrayList<>();
    for (int at = 0; at < bytes.limit(); ) {
      int size = bytes.getInt(at);
      Box box = new Box(type(bytes, at + 4), bytes.slice(at + 8, size - 8));
      boxes.add(box);
      all.add(box);
      if (CONTAINERS.contains(box.type())) {
        boxes(box.content());
      }
      at += size;
    }
    return boxes;
  }

  private static String type(ByteBuffer bytes, int at) {
    byte[] type = new byte[4];
    bytes.get(at, type);
    return new String(type, ISO_8859_1);
  }
}
