package net.vimmerse.workflow.simulator.api;

import java.util.Optional;
import net.vimmerse.workflow.simulator.media.MediaDescription;
import net.vimmerse.workflow.simulator.media.MediaFile;
import net.vimmerse.workflow.simulator.media.PlaceholderMedia;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.StateStore;
import net.vimmerse.workflow.simulator.openapi.Template;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowView;

/**
 * Provides the files that responses link to. Files need no API key, as their URLs cannot be
 * guessed, and no storage, as they are generated on demand.
 */
final class MediaLibrary {

  private static final String THUMBNAIL = "image/png";

  private final PlaceholderMedia media = new PlaceholderMedia();
  private final WorkflowApiDocument document;
  private final Namespaces namespaces;

  MediaLibrary(WorkflowApiDocument document, Namespaces namespaces) {
    this.document = document;
    this.namespaces = namespaces;
  }

  /** Returns the file at {@code path}; empty if there is none, or none yet. */
  Optional<MediaFile> find(MediaPath path) {
    if (path.owner().equals(MediaPath.THUMBNAILS)) {
      return document.templates().stream()
          .filter(template -> MediaPath.ofThumbnail(template.id()).endsWith("/" + path.name()))
          .findFirst()
          .map(this::thumbnail);
    }
    return namespaces
        .ownerOf(path.owner())
        .flatMap(
            id ->
                namespaces.use(
                    id,
                    owner ->
                        namespaces
                            .stateStore()
                            .inNamespace(
                                owner, StateStore.Access.INSPECT, () -> find(path, owner))));
  }

  private Optional<MediaFile> find(MediaPath path, Namespace owner) {
    return owner
        .find(path.owner())
        .flatMap(
            workflow ->
                path.in(WorkflowView.of(workflow, owner.clock().instant()).completed())
                    .map(step -> file(workflow, step)));
  }

  private MediaFile file(Workflow workflow, Step step) {
    return media.file(step.contentType(), description(workflow, step));
  }

  /** Returns the size of the output of a step, in bytes. */
  int size(Workflow workflow, Step step) {
    return media.size(step.contentType(), description(workflow, step));
  }

  /**
   * Tests whether the size of the result of a workflow is known without drawing a picture. True if
   * there is no such workflow.
   */
  boolean isSizeKnown(String workflowId) {
    return namespaces
        .workflowInMemory(workflowId)
        .map(
            workflow -> {
              Step last = workflow.pipeline().last();
              return media.isSizeKnown(last.contentType(), description(workflow, last));
            })
        .orElse(true);
  }

  private static MediaDescription description(Workflow workflow, Step step) {
    return new MediaDescription(
        workflow.label(),
        step.flow(),
        workflow.aspectRatio(),
        workflow.caption(),
        workflow.id(),
        workflow.templateId());
  }

  private MediaFile thumbnail(Template template) {
    return media.file(
        THUMBNAIL,
        new MediaDescription(
            template.label(), "template", "16:9", "", template.id(), template.id()));
  }
}
