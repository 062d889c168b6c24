package net.vimmerse.workflow.simulator.media;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Describes the output that a placeholder stands for. Equal descriptions give the same picture.
 *
 * <p>Texts may have any characters and length; they are cut to what a picture can show.
 *
 * @param label the display name of the template, such as {@code Astronaut}
 * @param step the processing step, such as {@code image_to_image}
 * @param aspectRatio the requested ratio, such as {@code 16:9} or {@code Origin}; null if there is
 *     none
 * @param title the title of the workflow; null counts as empty
 * @param workflowId the id of the workflow
 * @param seed determines the colours, such as the template id
 */
public record MediaDescription(
    String label,
    String step,
    @Nullable String aspectRatio,
    @Nullable String title,
    String workflowId,
    String seed) {
  private static final int LONGEST_TEXT = 300;

  public MediaDescription {
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
