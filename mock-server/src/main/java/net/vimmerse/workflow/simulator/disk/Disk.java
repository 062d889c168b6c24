package net.vimmerse.workflow.simulator.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.CannotStartException;
import net.vimmerse.workflow.simulator.facts.DamagedFactsException;
import net.vimmerse.workflow.simulator.facts.FactsJson;
import net.vimmerse.workflow.simulator.simulation.Namespace;
import net.vimmerse.workflow.simulator.simulation.VirtualClock;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.StoreListener;
import net.vimmerse.workflow.simulator.world.Keeper;
import net.vimmerse.workflow.simulator.world.SavedWorld;
import net.vimmerse.workflow.simulator.world.World;
import net.vimmerse.workflow.simulator.world.Worlds;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;

/**
 * Keeps a simulator in a directory: all but its request logs and what was used of rate limits. What
 * was kept survives the process, however that ends.
 *
 * <p>Thread-safe.
 */
public final class Disk implements Keeper, AutoCloseable {

  private static final String CLOCK = "clock";

  private final FactsFile file;
  private final MVMap<String, String> about;
  private final MVMap<String, String> workflows;
  private final ChangedWorkflows changed;
  private final Map<String, WorldRecords> records = new HashMap<>();
  private final DiskThread thread;
  private final Worlds worlds;
  private boolean closed;

  private Disk(FactsFile file, DiskThread thread, ChangedWorkflows changed, Worlds worlds) {
    this.file = file;
    this.thread = thread;
    this.changed = changed;
    this.worlds = worlds;
    this.about = file.map("about");
    this.workflows = file.map("workflows");
  }

  /**
   * Opens a directory, makes it if need be, and takes over what is there.
   *
   * @param worlds makes the empty worlds that are to be kept, given what must hear of changes in
   *     their store
   * @throws CannotStartException if it cannot be used: another process does, or what is there is
   *     damaged or newer. It is then as it was.
   */
  public static Disk open(Path directory, Function<StoreListener, Worlds> worlds) {
    DiskThread thread = new DiskThread();
    ChangedWorkflows changed = new ChangedWorkflows();
    AtomicReference<Disk> opened = new AtomicReference<>();
    try {
      thread.run(
          () -> {
            FactsFile file = FactsFile.open(directory);
            try {
              Disk disk = new Disk(file, thread, changed, worlds.apply(changed));
              disk.load();
              opened.set(disk);
            } catch (DamagedFactsException e) {
              file.abandon();
              throw new CannotStartException(
                  "the data in " + directory + " is damaged: " + e.getMessage(), e);
            } catch (RuntimeException e) {
              // Whatever a damaged page makes of the library that reads it.
              file.abandon();
              throw new CannotStartException(
                  "the data in " + directory + " is damaged, and was left as it is", e);
            }
          });
    } catch (CannotStartException e) {
      thread.stop();
      throw e;
    }
    Disk disk = opened.get();
    disk.worlds.keptBy(disk);
    return disk;
  }

  /** What is kept. */
  public Worlds worlds() {
    return worlds;
  }

  private void load() {
    Map<Namespace, List<Workflow>> byOwner = new HashMap<>();
    for (Map.Entry<String, String> record : workflows.entrySet()) {
      Workflow workflow = Records.read(Workflow.class, record.getKey(), record.getValue());
      byOwner.computeIfAbsent(workflow.owner(), owner -> new ArrayList<>()).add(workflow);
    }
    String clock = about.get(CLOCK);
    if (clock != null) {
      worlds.clock().restore(Records.read(VirtualClock.Course.class, CLOCK, clock));
    }
    for (String name : WorldRecords.names(file)) {
      WorldRecords world = new WorldRecords(file, name);
      List<Workflow> own = byOwner.getOrDefault(new Namespace(name), List.of());
      worlds.restore(
          world.read(own.stream().sorted(Comparator.comparing(Workflow::createdAt)).toList()));
      records.put(name, world);
    }
    changed.allStoredAreKept();
  }

  /**
   * Keeps a world as it is now.
   *
   * @throws UncheckedIOException if the disk is full or gone; then nothing is kept any more
   */
  @Override
  public void keep(World world) {
    write(() -> put(world));
  }

  @Override
  public void keepAll() {
    write(this::putAll);
  }

  private void write(Runnable change) {
    thread.run(
        () -> {
          if (closed) {
            return;
          }
          try {
            change.run();
            file.commit();
          } catch (MVStoreException e) {
            throw new UncheckedIOException(
                new IOException("the data directory cannot be written: " + e.getMessage(), e));
          }
        });
  }

  private void putAll() {
    about.put(CLOCK, FactsJson.text(worlds.clock().course()));
    List<World> all = worlds.all();
    all.forEach(this::put);
    Set<String> gone = new HashSet<>(records.keySet());
    all.forEach(world -> gone.remove(world.namespace().name()));
    gone.forEach(name -> records.remove(name).remove());
    changed.takeRemoved().forEach(workflows::remove);
  }

  private void put(World world) {
    String name = world.namespace().name();
    // A request may have come before its world was forgotten, and be answered after.
    if (worlds.named(name).filter(world::equals).isEmpty()) {
      return;
    }
    List<Workflow> stored = new ArrayList<>();
    SavedWorld facts = world.facts(() -> stored.addAll(changed.takeStored(world.namespace())));
    records.computeIfAbsent(name, n -> new WorldRecords(file, n)).write(facts);
    stored.forEach(workflow -> workflows.put(workflow.id(), FactsJson.text(workflow)));
    changed.takeRemoved().forEach(workflows::remove);
  }

  /** Closes the directory as it was kept last. For a simulator that could not start after all. */
  public void abandon() {
    end(file::abandon);
  }

  /** Keeps everything, and closes the directory. Safe to call twice. */
  @Override
  public void close() {
    end(
        () -> {
          putAll();
          file.commit();
          file.close();
        });
  }

  private void end(Runnable last) {
    thread.runLast(
        () -> {
          if (!closed) {
            closed = true;
            last.run();
          }
        });
  }
}
