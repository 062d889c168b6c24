package net.vimmerse.workflow.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VideoClipTest {
  static List<VideoClip> clips() {
    return VideoClip.all();
  }

  @Test
  void every_common_aspect_ratio_has_a_clip() {
    assertThat(VideoClip.all())
        .extracting(VideoClip::name)
        .containsExactly(
            "clip-16x9.mp4", "clip-4x3.mp4", "clip-1x1.mp4", "clip-3x4.mp4", "clip-9x16.mp4");
  }

  @ParameterizedTest
  @MethodSource("clips")
  void clips_can_be_streamed(VideoClip clip) {
    List<String> layout = mp4(clip).layout();
    assertThat(layout).startsWith("ftyp");
    assertThat(layout).containsSubsequence("moov", "mdat");
  }

  @ParameterizedTest
  @MethodSource("clips")
  void clips_are_four_seconds_of_seekable_h264(VideoClip clip) {
    Mp4File mp4 = mp4(clip);
    assertThat(mp4.codec()).isEqualTo("avc1");
    assertThat(mp4.seconds()).isCloseTo(4, within(0.05));
    assertThat(mp4.samples()).isEqualTo(96);
    assertThat(mp4.keyframes()).containsExactly(1, 25, 49, 73);
  }

  @ParameterizedTest
  @MethodSource("clips")
  void clips_have_the_aspect_ratio_of_their_name_and_index_entry(VideoClip clip) {
    Mp4File mp4 = mp4(clip);
    double shape = (double) mp4.width() / mp4.height();
    assertThat(shape).isCloseTo(clip.ratio().value(), within(0.005));
    assertThat(clip.name())
        .isEqualTo("clip-%.0fx%.0f.mp4".formatted(clip.ratio().width(), clip.ratio().height()));
    assertThat(Math.min(mp4.width(), mp4.height())).isEqualTo(480);
  }

  @ParameterizedTest
  @MethodSource("clips")
  void clips_are_small(VideoClip clip) {
    assertThat(clip.file().size()).isLessThan(60_000);
  }

  @ParameterizedTest
  @CsvSource({
    "16:9, clip-16x9.mp4", "9:16, clip-9x16.mp4", "1:1, clip-1x1.mp4", "32:18, clip-16x9.mp4",
    "21:9, clip-16x9.mp4", "3:2, clip-4x3.mp4", "5:4, clip-4x3.mp4", "4:5, clip-3x4.mp4",
    "9:21, clip-9x16.mp4", "100:99, clip-1x1.mp4", "Origin, clip-16x9.mp4", ", clip-16x9.mp4",
  })
  void the_clip_with_the_nearest_aspect_ratio_is_selected(String asked, String name) {
    assertThat(VideoClip.forRatio(AspectRatio.parse(asked)).name()).isEqualTo(name);
  }

  private static Mp4File mp4(VideoClip clip) {
    return new Mp4File(clip.file().bytes());
  }
}
