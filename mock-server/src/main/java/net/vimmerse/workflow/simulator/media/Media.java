package net.vimmerse.workflow.simulator.media;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * The files behind the output URLs of simulated workflows. Thread-safe; one serves a whole server.
 *
 * <pre>{@code
 * MediaFile file = Media.ofDefaults().file("image/png", picture);
 * }</pre>
 */
public final class Media {
  private static final int PICTURES_REMEMBERED = 64;

  private final Recent<Picture, MediaFile> pictures;

  private Media(int pictures) {
    this.pictures =
        new Recent<>(
            pictures, picture -> MediaFile.owning("image/png", PlaceholderImage.draw(picture)));
  }

  /** Remembers the 64 pictures asked for most recently, which takes about 6 MB. */
  public static Media ofDefaults() {
    return remembering(PICTURES_REMEMBERED);
  }

  /**
   * Remembers the pictures asked for most recently, so that a player or a browser that asks again,
   * or for a range, does not have them drawn again.
   *
   * @param pictures how many; 0 for none. A picture takes about 100 kB.
   * @throws IllegalArgumentException if {@code pictures} is negative
   */
  public static Media remembering(int pictures) {
    return new Media(pictures);
  }

  /**
   * The file for an output. A first picture takes some tens of milliseconds to draw; a picture that
   * is being drawn for another thread is waited for.
   *
   * @param contentType what the output is declared to be, parameters allowed. Any {@code image/…}
   *     gives a PNG drawn from the facts; any {@code video/…} gives the MP4 clip nearest to the
   *     facts' aspect ratio. Look at {@link MediaFile#contentType()} for what it really is.
   * @throws IllegalArgumentException for any other content type
   */
  public MediaFile file(String contentType, Picture facts) {
    requireNonNull(facts, "facts == null");
    String type = requireNonNull(contentType, "contentType == null").toLowerCase(Locale.ROOT);
    if (type.startsWith("image/")) {
      return pictures.get(facts);
    }
    if (type.startsWith("video/")) {
      return Clip.forRatio(AspectRatio.parse(facts.aspectRatio())).file();
    }
    throw new IllegalArgumentException(
        "no placeholder for " + contentType + "; supported are image/* and video/*");
  }
}
