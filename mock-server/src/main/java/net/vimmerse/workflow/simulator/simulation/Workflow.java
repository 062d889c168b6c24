package net.vimmerse.workflow.simulator.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is stored about a workflow. {@link WorkflowView} computes its state at an instant.
 *
 * @param id unique in the simulator
 * @param number counts the workflows of the namespace; orders those created at the same time
 * @param owner the namespace that it belongs to
 * @param templateId the template that it was created from
 * @param label the display name of the template
 * @param caption the title at creation, shown in its images: a file does not change with the title
 * @param options the effective options, in the template's order; JSON values as plain Java
 * @param images the input image URLs
 * @param aspectRatio the requested aspect ratio; empty if the template has no such option
 * @param eventId the client's own identifier
 * @param webhookUrl where the end is reported; null for nowhere
 * @param traceHeaders the W3C trace context of the request that created it; null for none
 * @param credits the price
 * @param pipeline the steps to run
 * @param plan the planned outcome
 * @param position the progress if the clock does not advance the workflow; else null
 * @param details the properties that the owner can update
 * @param createdAt the creation time
 */
public record Workflow(
    String id,
    long number,
    NamespaceId owner,
    String templateId,
    String label,
    String caption,
    Map<String, Object> options,
    List<String> images,
    String aspectRatio,
    String eventId,
    @Nullable String webhookUrl,
    @Nullable Map<String, String> traceHeaders,
    int credits,
    Pipeline pipeline,
    OutcomePlan plan,
    @Nullable TimelinePosition position,
    WorkflowDetails details,
    Instant createdAt) {

  public Workflow {
    options = OptionMap.copyOf(options);
    // A null, which only malformed state has, is found when all of it has been read.
    images =
        images.stream().allMatch(Objects::nonNull)
            ? List.copyOf(images)
            : Collections.unmodifiableList(new ArrayList<>(images));
  }

  /** Orders the workflows of a namespace by age, oldest first. */
  public static final Comparator<Workflow> BY_AGE =
      Comparator.comparing(Workflow::createdAt)
          .thenComparingLong(Workflow::number)
          .thenComparing(Workflow::id);

  /** Returns a copy with other details. */
  public Workflow withDetails(WorkflowDetails changed) {
    return copy(owner, plan, position, changed);
  }

  /** Returns a copy with another plan and position. */
  public Workflow withPlan(OutcomePlan changed, @Nullable TimelinePosition moved) {
    return copy(owner, changed, moved, details);
  }

  /** Returns a copy that belongs to another namespace. */
  public Workflow withOwner(NamespaceId other) {
    return copy(other, plan, position, details);
  }

  /** Tests whether the workflow has expired at {@code now}. */
  public boolean isExpired(Instant now) {
    return plan.expiresAt() != null && !now.isBefore(plan.expiresAt());
  }

  /** Returns an equal workflow that shares equal values with others. */
  public Workflow sharing(SharedValues values) {
    return new Workflow(
        id,
        number,
        values.shared(owner),
        values.shared(templateId),
        values.shared(label),
        values.shared(caption),
        OptionMap.copyOf(options).sharing(values),
        values.shared(images),
        values.shared(aspectRatio),
        values.shared(eventId),
        values.sharedOrNull(webhookUrl),
        traceHeaders,
        credits,
        values.shared(pipeline),
        values.shared(plan),
        position,
        details.sharing(values),
        values.shared(createdAt));
  }

  private Workflow copy(
      NamespaceId owner,
      OutcomePlan plan,
      @Nullable TimelinePosition position,
      WorkflowDetails details) {
    return new Workflow(
        id,
        number,
        owner,
        templateId,
        label,
        caption,
        options,
        images,
        aspectRatio,
        eventId,
        webhookUrl,
        traceHeaders,
        credits,
        pipeline,
        plan,
        position,
        details,
        createdAt);
  }
}
