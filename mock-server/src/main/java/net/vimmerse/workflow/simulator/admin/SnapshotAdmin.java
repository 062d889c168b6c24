package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.facts.DamagedFactsException;
import net.vimmerse.workflow.simulator.facts.FactsJson;
import net.vimmerse.workflow.simulator.facts.SavedSimulator;
import net.vimmerse.workflow.simulator.simulation.Snapshot;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.world.SavedWorld;
import net.vimmerse.workflow.simulator.world.World;
import net.vimmerse.workflow.simulator.world.Worlds;

/** Hands out the facts, and takes them back. */
final class SnapshotAdmin {

  private final Worlds worlds;

  SnapshotAdmin(Worlds worlds) {
    this.worlds = worlds;
  }

  Map<String, AdminHandler> handlers() {
    return Map.of("exportSnapshot", this::export, "importSnapshot", this::restore);
  }

  private JsonNode export(AdminCall call) {
    return FactsJson.tree(
        call.world()
            .map(world -> new SavedSimulator(FactsJson.VERSION, null, List.of(world.save())))
            .orElseGet(
                () ->
                    new SavedSimulator(
                        FactsJson.VERSION,
                        worlds.clock().course(),
                        worlds.all().stream().map(World::save).toList())));
  }

  private JsonNode restore(AdminCall call) {
    int version = call.body().path("version").asInt();
    if (version != FactsJson.VERSION) {
      throw new BadRequestException(
          "body",
          "version",
          "This simulator reads version %d, not %d".formatted(FactsJson.VERSION, version));
    }
    SavedSimulator saved;
    try {
      saved = FactsJson.read(SavedSimulator.class, call.body());
    } catch (DamagedFactsException e) {
      throw new BadRequestException("body", "worlds", String.valueOf(e.getMessage()));
    }
    saved.worlds().forEach(SnapshotAdmin::check);
    try {
      call.world().ifPresentOrElse(world -> one(world, saved), () -> all(saved));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("body", "worlds", String.valueOf(e.getMessage()));
    }
    return MissingNode.getInstance();
  }

  private void one(World world, SavedSimulator saved) {
    if (saved.worlds().size() != 1) {
      throw new BadRequestException(
          "body",
          "worlds",
          "One world is named, so the snapshot must have one, not " + saved.worlds().size());
    }
    worlds.restore(saved.worlds().get(0).as(world.namespace()));
  }

  private void all(SavedSimulator saved) {
    if (saved.clock() == null) {
      throw new BadRequestException(
          "body", "clock", "This is the snapshot of one world: name the world that it is for");
    }
    worlds.restore(
        saved.clock(), saved.worlds().stream().map(each -> each.as(each.namespace())).toList());
  }

  /** Facts that fit their types may still make no sense together. */
  private static void check(SavedWorld world) {
    for (Workflow workflow : world.workflows()) {
      try {
        Snapshot.of(workflow, workflow.createdAt());
        Snapshot.turns(workflow).forEach(at -> Snapshot.of(workflow, at));
      } catch (RuntimeException e) {
        throw new BadRequestException(
            "body", "worlds", "The workflow " + workflow.id() + " makes no sense: " + e);
      }
    }
  }
}
