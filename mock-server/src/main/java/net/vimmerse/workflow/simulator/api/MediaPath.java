package net.vimmerse.workflow.simulator.api;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/**
 * Identifies the file of a step, or the thumbnail of a template, by its path.
 *
 * @param owner the id of the workflow, or {@link #THUMBNAILS}
 * @param name the file name
 */
public record MediaPath(String owner, String name) {

  /** Takes the place of a workflow id. Ids are UUIDs, so no workflow has this one. */
  static final String THUMBNAILS = "templates";

  private static final Pattern FORM = Pattern.compile("/media/([A-Za-z0-9_-]+)/([A-Za-z0-9_.-]+)");

  /** Returns the path of the file of a step. */
  public static String of(Workflow workflow, Step step) {
    return folder(workflow) + name(step);
  }

  /** Returns the beginning of the paths of the files of a workflow. */
  static String folder(Workflow workflow) {
    return "/media/" + workflow.id() + "/";
  }

  static String ofThumbnail(String templateId) {
    return "/media/" + THUMBNAILS + "/" + templateId + ".png";
  }

  /** Parses a path; returns empty if it is not a media path. */
  static Optional<MediaPath> parse(String path) {
    if (!path.startsWith("/media/")) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(path);
    return form.matches()
        ? Optional.of(new MediaPath(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** Returns the step whose file this is; empty if none of {@code steps} matches. */
  Optional<Step> in(List<Step> steps) {
    return steps.stream().filter(step -> name(step).equals(name)).findFirst();
  }

  /** Returns the file name of the output of a step. */
  static String name(Step step) {
    String subtype = step.contentType().substring(step.contentType().indexOf('/') + 1);
    String extension = subtype.equals("mpeg") ? "mp3" : subtype;
    return step.number() + "-" + step.flow() + "." + extension;
  }
}
