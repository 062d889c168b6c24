package net.vimmerse.workflow.simulator.media;

import java.util.Comparator;
import java.util.List;

/**
 * A bundled film of four seconds, H.264 in MP4, one per aspect ratio; {@code media/make-clips}
 * makes them.
 *
 * <p>Which ones there are is read from the index that the script writes. The bytes are loaded once
 * and shared by all. Immutable.
 */
final class Clip {
  private static final List<Clip> BUNDLED =
      Resource.lines("clips.txt").stream()
          .filter(line -> !line.startsWith("//"))
          .map(Clip::parse)
          .toList();

  private final AspectRatio ratio;
  private final String name;
  private final MediaFile file;

  private Clip(AspectRatio ratio, String name) {
    this.ratio = ratio;
    this.name = name;
    this.file = MediaFile.owning("video/mp4", Resource.bytes(name));
  }

  /** The clip whose shape is nearest; of two equally near ones the first in the index. */
  static Clip forRatio(AspectRatio wanted) {
    return BUNDLED.stream()
        .min(Comparator.comparingDouble(clip -> clip.ratio.distanceTo(wanted)))
        .orElseThrow(() -> new IllegalStateException("no clips in the index"));
  }

  /** Every bundled clip, in the order of the index. */
  static List<Clip> all() {
    return BUNDLED;
  }

  AspectRatio ratio() {
    return ratio;
  }

  /** The bundled file's name, such as {@code clip-16x9.mp4}. */
  String name() {
    return name;
  }

  MediaFile file() {
    return file;
  }

  private static Clip parse(String line) {
    String[] words = line.split(" ", 2);
    return new Clip(AspectRatio.parse(words[0]), words[1]);
  }
}
