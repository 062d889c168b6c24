package net.vimmerse.workflow.simulator.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts about a workflow. How it looks at an instant is its {@link Snapshot}.
 *
 * @param id unique in the simulator
 * @param owner whose it is
 * @param templateId what it was created from
 * @param label the template's name, for people
 * @param caption the title at creation, which its pictures show: a file does not change with a
 *     later one
 * @param options the options in effect, in the template's order; values are JSON values as plain
 *     Java
 * @param images the input image URLs
 * @param aspectRatio the shape asked for, or an empty text where the template has no such option
 * @param pipeline what is run
 * @param plan what was decided
 * @param details what the owner may change
 * @param createdAt when it was created
 */
public record Workflow(
    String id,
    Namespace owner,
    String templateId,
    String label,
    String caption,
    Map<String, Object> options,
    List<String> images,
    String aspectRatio,
    Pipeline pipeline,
    Plan plan,
    Details details,
    Instant createdAt) {

  public Workflow {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    images = Collections.unmodifiableList(new ArrayList<>(images));
  }

  /** The same workflow with other details. */
  public Workflow with(Details changed) {
    return new Workflow(
        id,
        owner,
        templateId,
        label,
        caption,
        options,
        images,
        aspectRatio,
        pipeline,
        plan,
        changed,
        createdAt);
  }
}
