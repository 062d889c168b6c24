package net.vimmerse.workflow.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderMediaTest {
  private final PlaceholderMedia media = new PlaceholderMedia();
  private final MediaDescription picture =
      new MediaDescription("Astronaut", "upscale", "9:16", "Launch", "wf_1", "vim_astronaut");

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "IMAGE/PNG", "image/png; charset=binary", "image/webp"})
  void images_are_png(String contentType) {
    MediaFile file = media.file(contentType, picture);
    assertThat(file.contentType()).isEqualTo("image/png");
    assertThat(file.bytes()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(file.bytes()).hasSize(file.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"video/mp4", "Video/MP4", "video/webm"})
  void videos_are_the_clip_with_the_nearest_aspect_ratio(String contentType) {
    MediaFile file = media.file(contentType, picture);
    assertThat(file.contentType()).isEqualTo("video/mp4");
    assertThat(new Mp4File(file.bytes()).height()).isEqualTo(854);
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio/mpeg", "Audio/MPEG", "audio/wav"})
  void audio_is_an_mp3(String contentType) {
    MediaFile file = media.file(contentType, picture);
    assertThat(file.contentType()).isEqualTo("audio/mpeg");
    assertThat(file.size()).isLessThan(20_000);
    // Each frame begins with eleven set bits; at 32 kbit/s and 22,050 Hz it has 104 or 105 bytes.
    byte[] bytes = file.bytes();
    int frames = 0;
    for (int at = 0; at < bytes.length; at += 104 + (bytes[at + 2] >> 1 & 1)) {
      assertThat(bytes[at]).as("at %s", at).isEqualTo((byte) 0xFF);
      assertThat(bytes[at + 1] & 0xE0).as("at %s", at).isEqualTo(0xE0);
      frames++;
    }
    assertThat(frames * 576 / 22_050).as("seconds").isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "audio", "application/json", "imagepng"})
  void other_content_types_are_rejected_with_the_supported_ones(String contentType) {
    assertThatThrownBy(() -> media.file(contentType, picture))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("supported are image/*, video/* and audio/*");
  }

  @Test
  void equal_descriptions_share_one_drawing() {
    MediaDescription equal =
        new MediaDescription("Astronaut", "upscale", "9:16", "Launch", "wf_1", "vim_astronaut");
    assertThat(media.file("image/png", picture)).isSameAs(media.file("image/png", equal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "video/mp4", "audio/mpeg"})
  void the_size_is_that_of_the_file(String contentType) {
    assertThat(media.size(contentType, picture)).isEqualTo(media.file(contentType, picture).size());
  }

  @Test
  void only_the_size_of_a_picture_must_be_found_out() {
    assertThat(media.isSizeKnown("video/mp4", picture)).isTrue();
    assertThat(media.isSizeKnown("image/png", picture)).isFalse();
    media.size("image/png", picture);
    assertThat(media.isSizeKnown("image/png", picture)).isTrue();
  }

  @Test
  void the_sizes_of_more_pictures_than_are_kept_are_known_without_drawing_them_again() {
    List<MediaDescription> many =
        IntStream.range(0, 70)
            .mapToObj(i -> new MediaDescription("A", "upscale", "9:16", "L", "wf_" + i, "t"))
            .toList();
    MediaFile first = media.file("image/png", many.get(0));
    many.forEach(each -> media.size("image/png", each));
    MediaFile last = media.file("image/png", many.get(69));
    many.forEach(each -> media.size("image/png", each));

    assertThat(media.file("image/png", many.get(69))).isSameAs(last);
    assertThat(media.file("image/png", many.get(0))).isNotSameAs(first);
  }

  @Test
  void returned_bytes_are_copies() {
    MediaFile file = media.file("video/mp4", picture);
    byte[] before = file.bytes();
    Arrays.fill(file.bytes(), (byte) 0);
    Arrays.fill(file.bytes(0, 100), (byte) 0);
    assertThat(file.bytes()).isEqualTo(before);
  }

  @Test
  void a_range_returns_the_requested_bytes() {
    MediaFile file = media.file("video/mp4", picture);
    assertThat(file.bytes(4, 8)).isEqualTo(new byte[] {'f', 't', 'y', 'p'});
    assertThat(file.bytes(0, file.size())).isEqualTo(file.bytes());
    assertThat(file.bytes(7, 7)).isEmpty();
    assertThatThrownBy(() -> file.bytes(0, file.size() + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> file.bytes(8, 4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void null_arguments_are_named() {
    assertThatThrownBy(() -> new MediaDescription(null, "upscale", null, null, "wf_1", "seed"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("label == null");
    assertThat(new MediaDescription("A", "upscale", null, null, "wf_1", "seed").title()).isEmpty();
  }

  @Test
  void long_titles_are_truncated() {
    MediaDescription huge =
        new MediaDescription("A", "upscale", null, "x".repeat(10_000), "wf_1", "seed");
    assertThat(huge.title()).hasSize(300);
  }
}
