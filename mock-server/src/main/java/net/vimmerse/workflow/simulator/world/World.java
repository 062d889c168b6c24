package net.vimmerse.workflow.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.simulator.simulation.Agenda;
import net.vimmerse.workflow.simulator.simulation.CreditLedger;
import net.vimmerse.workflow.simulator.simulation.Details;
import net.vimmerse.workflow.simulator.simulation.Namespace;
import net.vimmerse.workflow.simulator.simulation.Outcome;
import net.vimmerse.workflow.simulator.simulation.Pace;
import net.vimmerse.workflow.simulator.simulation.Plan;
import net.vimmerse.workflow.simulator.simulation.Position;
import net.vimmerse.workflow.simulator.simulation.Seed;
import net.vimmerse.workflow.simulator.simulation.Snapshot;
import net.vimmerse.workflow.simulator.simulation.Status;
import net.vimmerse.workflow.simulator.simulation.VirtualClock;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import net.vimmerse.workflow.simulator.webhook.Delivery;
import net.vimmerse.workflow.simulator.webhook.Sender;
import net.vimmerse.workflow.simulator.webhook.Webhooks;

/**
 * All that belongs to one namespace. What happens here is never felt in another world.
 *
 * <p>Thread-safe.
 */
public final class World implements Agenda {

  private final Namespace namespace;
  private final Settings settings;
  private final WorkflowStore store;
  private final Predicate<Workflow> hasEnded;
  private final VirtualClock clock;
  private final CreditLedger credits;
  private final Rules rules;
  private final RateMeter rate;
  private final RequestLog requests = new RequestLog();
  private final Webhooks webhooks;
  private final AtomicLong created = new AtomicLong();

  /** Held by what must be kept as a whole or not at all; for no time to speak of. */
  private final Object whole = new Object();

  private volatile Seed seed;

  /**
   * An empty world.
   *
   * @param hasEnded whether nothing comes of a workflow any more, whichever world it belongs to
   */
  World(
      Namespace namespace,
      Settings settings,
      WorkflowStore store,
      Predicate<Workflow> hasEnded,
      InstantSource globalClock,
      Sender sender) {
    this.namespace = namespace;
    this.settings = settings;
    this.store = store;
    this.hasEnded = hasEnded;
    this.clock = new VirtualClock(globalClock, this);
    this.credits = new CreditLedger(settings.credits());
    this.seed = settings.seed();
    this.rules = new Rules(seed, namespace.name());
    settings.rules().accept(rules);
    this.rate = new RateMeter(settings.rateLimit());
    this.webhooks = new Webhooks(sender, settings.webhooks(), Webhooks.LOG_LIMIT);
  }

  /** Whose world it is. */
  public Namespace namespace() {
    return namespace;
  }

  /** The time that everything here lives by. */
  public VirtualClock clock() {
    return clock;
  }

  /** What is left to spend, and what was spent. */
  public CreditLedger credits() {
    return credits;
  }

  /** What is asked of new workflows, and what befalls requests. */
  public Rules rules() {
    return rules;
  }

  /** The latest requests. */
  public RequestLog requests() {
    return requests;
  }

  /** The call-backs. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** Counts a request; if it is one too many, how long there is to wait. */
  public Optional<Duration> tooManyRequests() {
    return rate.tooMany(clock.instant());
  }

  /** The id of the next workflow: the same in every run with the same seed. */
  public String nextId() {
    return seed.id(namespace.name() + "/workflow/" + created.incrementAndGet());
  }

  /** How long the workflow with this id takes if nothing else is asked of it. */
  public Duration usualDuration(String id) {
    double swing = settings.jitter() * (2 * seed.chance(id + "/duration") - 1);
    long nanos = Math.round(settings.duration().toNanos() * (1 + swing));
    Duration duration = Duration.ofNanos(nanos);
    return duration.compareTo(Plan.LONGEST) > 0 ? Plan.LONGEST : duration;
  }

  /** The plan with the end of the time that workflows live here, if they do not live for ever. */
  public Plan bounded(Plan plan, Instant now) {
    return settings.timeToLive() == null ? plan : plan.expiringAt(now.plus(settings.timeToLive()));
  }

  /** Keeps a new workflow, if there are credits for it, and says whether there were. */
  public boolean create(Workflow workflow) {
    synchronized (whole) {
      if (!credits.charge(workflow.credits(), workflow.id(), workflow.createdAt())) {
        return false;
      }
      store.add(workflow, hasEnded);
      announce(workflow);
      return true;
    }
  }

  /** The workflow with this id; empty if it is not there, or no more. */
  public Optional<Workflow> find(String id) {
    return store.find(namespace, id).filter(found -> !found.isExpired(clock.instant()));
  }

  /** The same, as its owner reads it: some workflows are moved on by that. */
  public Optional<Workflow> read(String id) {
    Optional<Workflow> found = find(id);
    if (found.isEmpty() || !(found.get().plan().pace() instanceof Pace.Polls)) {
      return found;
    }
    return move(id, this::polled);
  }

  /** Every workflow, the oldest first. */
  public List<Workflow> workflows() {
    Instant now = clock.instant();
    return store.list(namespace).stream().filter(found -> !found.isExpired(now)).toList();
  }

  /** Changes the details of a workflow; empty if there is none. */
  public Optional<Workflow> update(String id, UnaryOperator<Details> change) {
    return find(id)
        .flatMap(
            found ->
                store.update(namespace, id, stored -> stored.with(change.apply(stored.details()))));
  }

  /** All the facts, but for the request log and what was used of a rate limit. */
  public SavedWorld save() {
    synchronized (whole) {
      return facts().with(store.list(namespace));
    }
  }

  /**
   * The same without the workflows, for who is told of those one by one.
   *
   * @param alongside is done while nothing changes that belongs together
   */
  public SavedWorld facts(Runnable alongside) {
    synchronized (whole) {
      alongside.run();
      return facts();
    }
  }

  private SavedWorld facts() {
    return new SavedWorld(
        namespace,
        seed,
        created.get(),
        clock.course(),
        credits.save(),
        rules.save(),
        webhooks.save(),
        List.of());
  }

  /** Replaces everything by what was kept. The workflows must be this world's own. */
  public void restore(SavedWorld saved) {
    // Not under the lock below: whoever puts the clock forward may be waiting for a receiver.
    clock.restore(saved.clock());
    synchronized (whole) {
      requests.clear();
      seed = saved.seed();
      created.set(saved.created());
      rules.restore(seed, saved.rules());
      credits.restore(saved.credits());
      webhooks.restore(saved.webhooks());
      store.removeAll(namespace);
      saved.workflows().forEach(workflow -> store.add(workflow, hasEnded));
    }
  }

  /** Removes a workflow and returns it as it was; empty if there is none. */
  public Optional<Workflow> remove(String id) {
    synchronized (whole) {
      Optional<Workflow> removed = find(id).flatMap(found -> store.remove(namespace, id));
      if (removed.isPresent()) {
        webhooks.cancel(id);
        credits.cancelRefund(id);
      }
      return removed;
    }
  }

  /**
   * Moves a workflow to a status, or to a percentage, from where its clock moves it no further.
   *
   * @param percentage how far it has come in its processing; 0 to 99
   * @return empty if there is no such workflow, or it has ended
   */
  public Optional<Workflow> force(String id, Status status, int percentage) {
    return move(
        id,
        workflow -> {
          Duration whole = nominal(workflow.plan().duration());
          Duration elapsed =
              switch (status) {
                case NEW -> Duration.ZERO;
                case PROCESSING -> Snapshot.elapsedAt(whole, percentage);
                case SUCCESS, FAIL -> whole;
              };
          Outcome outcome =
              status == Status.FAIL
                  ? new Outcome.Failure(running(workflow), "the admin API said so")
                  : new Outcome.Success();
          return moved(workflow, outcome, elapsed);
        });
  }

  /**
   * Lets a workflow fail now, at the step that it is at.
   *
   * @return empty if there is no such workflow, or it has ended
   */
  public Optional<Workflow> fail(String id, String reason) {
    return move(
        id,
        workflow ->
            moved(
                workflow,
                new Outcome.Failure(running(workflow), reason),
                nominal(workflow.plan().duration())));
  }

  /** Forgets everything, and begins anew. The clock follows the global one again. */
  public void reset() {
    synchronized (whole) {
      store.removeAll(namespace);
      webhooks.reset();
      rules.clearOutcomes();
      rules.clearFaults();
      requests.clear();
      credits.reset(settings.credits());
      created.set(0);
      seed = settings.seed();
      rules.follow(seed);
      settings.rules().accept(rules);
    }
    clock.reset();
  }

  @Override
  public Optional<Instant> nextDue(VirtualClock ownClock) {
    return webhooks.nextDue();
  }

  @Override
  public void doDue() {
    try {
      webhooks.deliverDue(clock.instant());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Workflow> move(String id, UnaryOperator<Workflow> change) {
    synchronized (whole) {
      Optional<Workflow> changed =
          store.update(namespace, id, stored -> hasEnded(stored) ? stored : change.apply(stored));
      changed.ifPresent(this::announce);
      return changed;
    }
  }

  private Workflow polled(Workflow workflow) {
    int count = ((Pace.Polls) workflow.plan().pace()).count();
    int polls = workflow.position() == null ? 1 : workflow.position().polls() + 1;
    Duration whole = nominal(workflow.plan().duration());
    Duration elapsed = whole.multipliedBy(Math.min(polls, count)).dividedBy(count);
    return workflow.with(
        withDuration(workflow.plan(), whole), new Position(elapsed, clock.instant(), polls));
  }

  private Workflow moved(Workflow workflow, Outcome outcome, Duration elapsed) {
    Plan plan = withDuration(workflow.plan(), nominal(workflow.plan().duration()));
    String why = outcome instanceof Outcome.Failure failure ? failure.reason() : plan.note();
    return workflow.with(plan.with(outcome, why), new Position(elapsed, clock.instant(), 0));
  }

  /** The index of the step that a workflow is at. */
  private int running(Workflow workflow) {
    int completed = Snapshot.of(workflow, clock.instant()).completed().size();
    return Math.min(completed, workflow.pipeline().steps().size() - 1);
  }

  /** What takes no time cannot be moved by parts of it. */
  private static Duration nominal(Duration duration) {
    return duration.isZero() ? Duration.ofSeconds(1) : duration;
  }

  private static Plan withDuration(Plan plan, Duration duration) {
    return new Plan(duration, plan.outcome(), plan.pace(), plan.expiresAt(), plan.note());
  }

  /** Whether nothing comes of a workflow of this world any more. */
  boolean hasEnded(Workflow workflow) {
    Instant now = clock.instant();
    return workflow.isExpired(now) || Snapshot.of(workflow, now).endedAt() != null;
  }

  /** Plans what a workflow's end brings: its call-back, and its refund. */
  private void announce(Workflow workflow) {
    webhooks.cancel(workflow.id());
    credits.cancelRefund(workflow.id());
    Instant now = clock.instant();
    Snapshot snapshot = Snapshot.of(workflow, now);
    Optional<Instant> end =
        snapshot.endedAt() != null ? Optional.of(snapshot.endedAt()) : Snapshot.endsAt(workflow);
    if (end.isEmpty() || workflow.isExpired(end.get())) {
      return;
    }
    Status status =
        workflow.plan().outcome() instanceof Outcome.Success ? Status.SUCCESS : Status.FAIL;
    if (settings.refunds() && status == Status.FAIL) {
      credits.refundAt(end.get(), workflow.credits(), workflow.id());
    }
    if (workflow.webhookUrl() != null) {
      webhooks.enqueue(
          new Delivery(
              workflow.id() + "-" + end.get().toEpochMilli(),
              namespace.name(),
              workflow.id(),
              workflow.webhookUrl(),
              WebhookBody.of(workflow, status),
              WebhookBody.text(status),
              end.get()));
    }
  }
}
