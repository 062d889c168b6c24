package net.vimmerse.workflow.simulator.api;

import java.util.Optional;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.media.MediaFile;
import net.vimmerse.workflow.simulator.simulation.Snapshot;
import net.vimmerse.workflow.simulator.world.Worlds;

/** Hands out the files that answers point at. They need no key, as their URLs cannot be guessed. */
final class ServeMedia {

  private final ApiDocument document;
  private final Worlds worlds;
  private final MediaLibrary library;

  ServeMedia(ApiDocument document, Worlds worlds, MediaLibrary library) {
    this.document = document;
    this.worlds = worlds;
    this.library = library;
  }

  /** The file at {@code path}; empty if there is none, or none yet. */
  Optional<MediaFile> find(MediaPath path) {
    if (path.owner().equals(MediaPath.THUMBNAILS)) {
      return document.templates().stream()
          .filter(template -> MediaPath.ofThumbnail(template.id()).endsWith("/" + path.name()))
          .findFirst()
          .map(library::thumbnail);
    }
    return worlds
        .find(path.owner())
        .flatMap(
            workflow ->
                path.in(
                        Snapshot.of(workflow, worlds.of(workflow.owner()).clock().instant())
                            .completed())
                    .map(step -> library.file(workflow, step)));
  }
}
