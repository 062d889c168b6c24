package net.vimmerse.workflow.simulator.api;

import net.vimmerse.workflow.simulator.contract.Template;
import net.vimmerse.workflow.simulator.media.Media;
import net.vimmerse.workflow.simulator.media.MediaFile;
import net.vimmerse.workflow.simulator.media.Picture;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/** The files behind the URLs. They are made when asked for, so nothing has to be stored. */
final class MediaLibrary {

  private static final String THUMBNAIL = "image/png";

  private final Media media = Media.ofDefaults();

  /** The output of one step. */
  MediaFile file(Workflow workflow, Step step) {
    return media.file(
        step.contentType(),
        new Picture(
            workflow.label(),
            step.flow(),
            workflow.aspectRatio(),
            workflow.caption(),
            workflow.id(),
            workflow.templateId()));
  }

  /** What a template's results look like. */
  MediaFile thumbnail(Template template) {
    return media.file(
        THUMBNAIL,
        new Picture(template.label(), "template", "16:9", "", template.id(), template.id()));
  }
}
