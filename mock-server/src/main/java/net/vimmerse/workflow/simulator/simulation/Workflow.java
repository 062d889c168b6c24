package net.vimmerse.workflow.simulator.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 * @param eventId the caller's own name for what it belongs to
 * @param webhookUrl where its end is told; null if nowhere
 * @param credits what it cost
 * @param pipeline what is run
 * @param plan what was decided
 * @param position how far it was moved; null while its clock moves it
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
    String eventId,
    @Nullable String webhookUrl,
    int credits,
    Pipeline pipeline,
    Plan plan,
    @Nullable Position position,
    Details details,
    Instant createdAt) {

  public Workflow {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    images = Collections.unmodifiableList(new ArrayList<>(images));
  }

  /** The same workflow with other details. */
  public Workflow with(Details changed) {
    return with(plan, position, changed);
  }

  /** The same workflow with another plan, moved to where it shall stand. */
  public Workflow with(Plan changed, @Nullable Position moved) {
    return with(changed, moved, details);
  }

  /** The same workflow as another's. */
  public Workflow ownedBy(Namespace other) {
    return new Workflow(
        id,
        other,
        templateId,
        label,
        caption,
        options,
        images,
        aspectRatio,
        eventId,
        webhookUrl,
        credits,
        pipeline,
        plan,
        position,
        details,
        createdAt);
  }

  /** Whether it is forgotten at {@code now}. */
  public boolean isExpired(Instant now) {
    return plan.expiresAt() != null && !now.isBefore(plan.expiresAt());
  }

  private Workflow with(Plan plan, @Nullable Position position, Details details) {
    return new Workflow(
        id,
        owner,
        templateId,
        label,
        caption,
        options,
        images,
        aspectRatio,
        eventId,
        webhookUrl,
        credits,
        pipeline,
        plan,
        position,
        details,
        createdAt);
  }
}
