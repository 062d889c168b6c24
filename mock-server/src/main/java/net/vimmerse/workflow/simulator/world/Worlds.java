package net.vimmerse.workflow.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private volatile Keeper keeper = Keeper.NONE;

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

  /** From now on, what happens by itself is kept by {@code keeper}. */
  public void keptBy(Keeper keeper) {
    this.keeper = keeper;
  }

  /** Who keeps what happens. */
  public Keeper keeper() {
    return keeper;
  }

  /** The world of a key. */
  public World of(String apiKey) {
    return of(Namespace.of(apiKey));
  }

  /** The world of a namespace, made if need be. */
  public World of(Namespace namespace) {
    return worlds.computeIfAbsent(
        namespace.name(),
        name -> new World(namespace, settings, store, this::hasEnded, clock, sender));
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

  /** Whether nothing comes of a workflow any more, by the clock of its own world. */
  private boolean hasEnded(Workflow workflow) {
    World world = worlds.get(workflow.owner().name());
    return world == null || world.hasEnded(workflow);
  }

  /**
   * Takes over what was kept of a world; whatever that namespace had is gone.
   *
   * @throws IllegalArgumentException if another world has a workflow with one of the ids
   */
  public World restore(SavedWorld saved) {
    for (Workflow workflow : saved.workflows()) {
      Optional<Workflow> known = store.find(workflow.id());
      if (known.isPresent() && !known.get().owner().equals(saved.namespace())) {
        throw new IllegalArgumentException(
            "another world has a workflow with the id " + workflow.id());
      }
    }
    World world = of(saved.namespace());
    world.restore(saved);
    return world;
  }

  /**
   * Takes over what was kept of a whole simulator; whatever there was is gone.
   *
   * @throws IllegalArgumentException if two worlds have one name or workflows with one id; then
   *     nothing changes
   */
  public void restore(VirtualClock.Course course, List<SavedWorld> all) {
    Set<String> ids = new HashSet<>();
    for (SavedWorld world : all) {
      if (!ids.add(world.namespace().name())) {
        throw new IllegalArgumentException("two worlds are called " + world.namespace().name());
      }
      for (Workflow workflow : world.workflows()) {
        if (!ids.add(workflow.id())) {
          throw new IllegalArgumentException("two workflows have the id " + workflow.id());
        }
      }
    }
    reset();
    clock.restore(course);
    all.forEach(this::restore);
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
        keeper.keep(world);
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
