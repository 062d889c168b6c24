package net.vimmerse.workflow.simulator.api;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/**
 * Where the file of a step, or the thumbnail of a template, is found at the simulator.
 *
 * @param owner the id of the workflow, or {@link #THUMBNAILS}
 * @param name the file's name
 */
public record MediaPath(String owner, String name) {

  /** Stands in the place of a workflow's id. No workflow has it: theirs are random. */
  static final String THUMBNAILS = "templates";

  private static final Pattern FORM = Pattern.compile("/media/([A-Za-z0-9_-]+)/([A-Za-z0-9_.-]+)");

  /** The path of the file that a step of a workflow makes, from the simulator's root. */
  public static String of(Workflow workflow, Step step) {
    return "/media/" + workflow.id() + "/" + name(step);
  }

  static String ofThumbnail(String templateId) {
    return "/media/" + THUMBNAILS + "/" + templateId + ".png";
  }

  /** Reads a path; empty if it has not the form of one. */
  static Optional<MediaPath> parse(String path) {
    Matcher form = FORM.matcher(path);
    return form.matches()
        ? Optional.of(new MediaPath(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** The step among {@code steps} whose file this is. */
  Optional<Step> in(List<Step> steps) {
    return steps.stream().filter(step -> name(step).equals(name)).findFirst();
  }

  private static String name(Step step) {
    String extension = step.contentType().substring(step.contentType().indexOf('/') + 1);
    return step.number() + "-" + step.flow() + "." + extension;
  }
}
