package net.vimmerse.workflow.simulator.media;

import java.util.Comparator;
import java.util.List;

/**
 * A bundled H.264 clip of four seconds in MP4, one per aspect ratio; {@code media/make-clips}
 * creates them.
 *
 * <p>The index lists the clips. The bytes are loaded once and shared. Immutable.
 */
final class VideoClip {
  private static final List<VideoClip> BUNDLED =
      BundledResource.lines("clips.txt").stream()
          .filter(line -> !line.startsWith("//"))
          .map(VideoClip::parse)
          .toList();

  private final AspectRatio ratio;
  private final String name;
  private final MediaFile file;

  private VideoClip(AspectRatio ratio, String name) {
    this.ratio = ratio;
    this.name = name;
    this.file = MediaFile.owning("video/mp4", BundledResource.bytes(name));
  }

  /** Returns the clip with the nearest ratio; of equally near ones, the first in the index. */
  static VideoClip forRatio(AspectRatio wanted) {
    return BUNDLED.stream()
        .min(Comparator.comparingDouble(clip -> clip.ratio.distanceTo(wanted)))
        .orElseThrow(() -> new IllegalStateException("no clips in the index"));
  }

  /** Returns all clips in the order of the index. */
  static List<VideoClip> all() {
    return BUNDLED;
  }

  AspectRatio ratio() {
    return ratio;
  }

  /** Returns the file name, such as {@code clip-16x9.mp4}. */
  String name() {
    return name;
  }

  MediaFile file() {
    return file;
  }

  private static VideoClip parse(String line) {
    String[] words = line.split(" ", 2);
    return new VideoClip(AspectRatio.parse(words[0]), words[1]);
  }
}
