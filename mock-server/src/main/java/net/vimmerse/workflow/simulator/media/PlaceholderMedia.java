package net.vimmerse.workflow.simulator.media;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** Provides a placeholder file for each output of a workflow. Thread-safe. */
public final class PlaceholderMedia {

  /** A picture takes about 100 kB. */
  private static final int CACHED_PICTURES = 64;

  /** Each takes about 100 bytes, and saves drawing the picture again for each response. */
  private static final int CACHED_SIZES = 20_000;

  private static final int CACHED_RATIOS = 256;

  private static final MediaFile AUDIO =
      MediaFile.owning("audio/mpeg", BundledResource.bytes("chime.mp3"));

  /** By the text of an aspect ratio, of which there are as many as clients send. */
  private final LruCache<String, MediaFile> clips =
      new LruCache<>(CACHED_RATIOS, ratio -> VideoClip.forRatio(AspectRatio.parse(ratio)).file());

  /** Prevents drawing a picture again for each of several requests. */
  private final LruCache<MediaDescription, MediaFile> pictures =
      new LruCache<>(
          CACHED_PICTURES,
          picture -> MediaFile.owning("image/png", PlaceholderImage.draw(picture)));

  private final LruCache<MediaDescription, Integer> pictureSizes =
      new LruCache<>(CACHED_SIZES, picture -> pictures.get(picture).size());

  /**
   * Returns the size of the {@link #file} for an output, in bytes.
   *
   * @throws IllegalArgumentException as {@link #file} does
   */
  public int size(String contentType, MediaDescription description) {
    return isImage(contentType)
        ? pictureSizes.get(description)
        : file(contentType, description).size();
  }

  /** Tests whether {@link #size} is known without drawing a picture. */
  public boolean isSizeKnown(String contentType, MediaDescription description) {
    return !isImage(contentType) || pictureSizes.isComputed(description);
  }

  /**
   * Returns the file for an output. Drawing a picture takes some tens of milliseconds; concurrent
   * requests for the same picture wait for one drawing.
   *
   * @param contentType the declared media type. Any {@code image/…} returns a PNG drawn from the
   *     description; any {@code video/…} returns the MP4 clip with the nearest aspect ratio; any
   *     {@code audio/…} returns the same MP3. {@link MediaFile#contentType()} is the actual type.
   * @throws IllegalArgumentException for any other type
   */
  public MediaFile file(String contentType, MediaDescription description) {
    requireNonNull(description, "description == null");
    if (isImage(contentType)) {
      return pictures.get(description);
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("video/")) {
      return clips.get(description.aspectRatio());
    }
    if (type.startsWith("audio/")) {
      return AUDIO;
    }
    throw new IllegalArgumentException(
        "no placeholder for " + contentType + "; supported are image/*, video/* and audio/*");
  }

  private static boolean isImage(String contentType) {
    return requireNonNull(contentType, "contentType == null")
        .toLowerCase(Locale.ROOT)
        .startsWith("image/");
  }
}
