package net.vimmerse.workflow.simulator.media;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a placeholder tells about the output it stands for. Equal facts give the same picture.
 *
 * <p>The texts may hold any characters and have any length; what no picture could show is dropped
 * here, so that a huge title is not kept in memory.
 *
 * @param label the template's name for people, such as {@code Astronaut}
 * @param step the processing step, such as {@code image_to_image}
 * @param aspectRatio the ratio as it was asked for, such as {@code 16:9} or {@code Origin}; null
 *     when none was
 * @param title the user's own words; null is taken as empty
 * @param workflowId the workflow's id
 * @param seed whatever the colours shall follow, such as the template's id
 */
public record Picture(
    String label,
    String step,
    @Nullable String aspectRatio,
    @Nullable String title,
    String workflowId,
    String seed) {
  private static final int LONGEST_TEXT = 300;

  public Picture {
    label = shown(requireNonNull(label, "label == null"));
    step = shown(requireNonNull(step, "step == null"));
    aspectRatio = aspectRatio == null ? null : shown(aspectRatio);
    title = title == null ? "" : shown(title);
    workflowId = shown(requireNonNull(workflowId, "workflowId == null"));
    requireNonNull(seed, "seed == null");
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
