package net.vimmerse.workflow.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import net.vimmerse.workflow.simulator.simulation.Agenda;
import net.vimmerse.workflow.simulator.simulation.Namespace;
import net.vimmerse.workflow.simulator.simulation.VirtualClock;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import net.vimmerse.workflow.simulator.webhook.Sender;

/**
 * Every world, made when its key is first seen, and the clock that they all run by.
 *
 * <p>Thread-safe.
 */
public final class Worlds {

  private final ConcurrentMap<String, World> worlds = new ConcurrentHashMap<>();
  private final Settings settings;
  private final WorkflowStore store;
  private final Sender sender;
  private final VirtualClock clock;

  /** Worlds that begin with these settings, and by {@code source} until told otherwise. */
  public Worlds(Settings settings, WorkflowStore store, Sender sender, InstantSource source) {
    this.settings = settings;
    this.store = store;
    this.sender = sender;
    this.clock = new VirtualClock(source, new AllAgendas());
  }

  /** The clock that a world's own runs by until it is told otherwise. */
  public VirtualClock clock() {
    return clock;
  }

  /** The world of a key. */
  public World of(String apiKey) {
    return of(Namespace.of(apiKey));
  }

  /** The world of a namespace, made if need be. */
  public World of(Namespace namespace) {
    return worlds.computeIfAbsent(
        namespace.name(), name -> new World(namespace, settings, store, clock, sender));
  }

  /** The world with this name; empty if no request has come from there. */
  public Optional<World> named(String name) {
    return Optional.ofNullable(worlds.get(name));
  }

  /** All worlds, by name. */
  public List<World> all() {
    return worlds.values().stream()
        .sorted(Comparator.comparing(world -> world.namespace().name()))
        .toList();
  }

  /** The workflow with this id, whoever owns it, for files, which need no key. */
  public Optional<Workflow> find(String id) {
    return store.find(id).flatMap(found -> of(found.owner()).find(id));
  }

  /** Forgets every world; the clock follows the real one again. */
  public void reset() {
    Collection<World> known = worlds.values();
    known.forEach(World::reset);
    worlds.clear();
    clock.reset();
  }

  /** Does what is due in worlds whose time has come by itself. */
  public void doDue() {
    for (World world : worlds.values()) {
      Optional<Instant> due = world.nextDue(world.clock());
      if (due.isPresent() && !due.get().isAfter(world.clock().instant())) {
        world.doDue();
      }
    }
  }

  /** What is due in any world that this clock moves on. */
  private final class AllAgendas implements Agenda {

    @Override
    public Optional<Instant> nextDue(VirtualClock global) {
      Instant now = global.instant();
      return worlds.values().stream()
          .filter(world -> world.clock().scale() > 0)
          .flatMap(
              world ->
                  world.nextDue(world.clock()).stream()
                      .map(due -> now.plus(until(due, world.clock()))))
          .min(Comparator.naturalOrder());
    }

    /** How long the global clock has to run until a world's shows {@code due}, or a little more. */
    private Duration until(Instant due, VirtualClock clock) {
      Duration left = Duration.between(clock.instant(), due);
      if (left.isNegative() || left.isZero()) {
        return Duration.ZERO;
      }
      return clock.scale() == 1
          ? left
          : Duration.ofNanos((long) Math.ceil(left.toNanos() / clock.scale()) + 1_000);
    }

    @Override
    public void doDue() {
      Worlds.this.doDue();
    }
  }
}
