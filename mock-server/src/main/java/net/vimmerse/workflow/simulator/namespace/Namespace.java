package net.vimmerse.workflow.simulator.namespace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.clock.DueTasks;
import net.vimmerse.workflow.simulator.clock.Durations;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.credits.CreditLedger;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.Outcome;
import net.vimmerse.workflow.simulator.simulation.OutcomePlan;
import net.vimmerse.workflow.simulator.simulation.Pipeline;
import net.vimmerse.workflow.simulator.simulation.Progression;
import net.vimmerse.workflow.simulator.simulation.RandomSeed;
import net.vimmerse.workflow.simulator.simulation.Status;
import net.vimmerse.workflow.simulator.simulation.Timeline;
import net.vimmerse.workflow.simulator.simulation.TimelinePosition;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowDetails;
import net.vimmerse.workflow.simulator.simulation.WorkflowView;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import net.vimmerse.workflow.simulator.webhook.Delivery;
import net.vimmerse.workflow.simulator.webhook.WebhookSender;
import net.vimmerse.workflow.simulator.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/**
 * Holds everything that belongs to one API key. Namespaces are isolated from each other.
 *
 * <p>Thread-safe.
 */
public final class Namespace implements DueTasks {

  private final NamespaceId namespaceId;
  private final NamespaceDefaults defaults;
  private final WorkflowStore store;
  private final Predicate<Workflow> hasEnded;
  private final Coordination coordination;
  private final VirtualClock clock;
  private final CreditLedger credits;
  private final Rules rules;
  private final RateLimiter rateLimiter;
  private final RequestLog requests;
  private final Webhooks webhooks;
  private final AtomicLong created = new AtomicLong();
  private final AtomicInteger uses = new AtomicInteger();

  /** Held while changes are made that must be persisted together; never while waiting. */
  private final Object lock = new Object();

  /** When it was last used, as {@link System#nanoTime} says. */
  private volatile long lastUse = System.nanoTime();

  private volatile RandomSeed seed;
  private volatile long sharedRevision;

  /** In real time. */
  private volatile @Nullable Instant lastCreated;

  /**
   * Creates an empty namespace.
   *
   * @param hasEnded tests whether a workflow of any namespace has ended
   */
  Namespace(
      NamespaceId namespaceId,
      NamespaceDefaults defaults,
      WorkflowStore store,
      Predicate<Workflow> hasEnded,
      InstantSource globalClock,
      WebhookSender sender,
      Coordination coordination) {
    this.namespaceId = namespaceId;
    this.defaults = defaults;
    this.store = store;
    this.hasEnded = hasEnded;
    this.coordination = coordination;
    this.clock = new VirtualClock(globalClock, this, coordination.clockChanges(Optional.of(this)));
    this.credits = new CreditLedger(defaults.credits());
    this.seed = defaults.seed();
    this.rules = new Rules(seed, namespaceId.name());
    defaults.rules().accept(rules);
    this.rateLimiter = new RateLimiter(defaults.rateLimit());
    this.requests = coordination.requestLog(namespaceId);
    this.webhooks =
        new Webhooks(sender, defaults.webhooks(), () -> coordination.mayHaveAttempts(this));
  }

  /** Returns the id, derived from the API key. */
  public NamespaceId id() {
    return namespaceId;
  }

  /** Returns the clock that everything in this namespace follows. */
  public VirtualClock clock() {
    return clock;
  }

  /** Returns the credit balance and its history. */
  public CreditLedger credits() {
    return credits;
  }

  /** Returns the outcome rules and fault rules. */
  public Rules rules() {
    return rules;
  }

  /** Returns the log of the latest requests. */
  public RequestLog requests() {
    return requests;
  }

  /** Returns the webhook deliveries. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** Begins a request, during which {@link #isIdle} is false. */
  void startUse() {
    uses.incrementAndGet();
    lastUse = System.nanoTime();
  }

  /** Ends a request. */
  void endUse() {
    lastUse = System.nanoTime();
    uses.decrementAndGet();
  }

  /** Returns when the latest request began or ended, as {@link System#nanoTime} says. */
  long lastUse() {
    return lastUse;
  }

  /** Tests whether no request is in progress and no webhook is to be sent. */
  boolean isIdle() {
    return uses.get() == 0 && webhooks.pending() == 0;
  }

  /** Tests whether there are workflows, expired ones included. */
  boolean hasWorkflows() {
    return store.revision(namespaceId) != 0;
  }

  /** Returns the rate limit; empty if there is none. */
  public Optional<RateLimit> rateLimit() {
    return Optional.ofNullable(rateLimiter.limit());
  }

  /** Returns the real time of the latest request or creation; empty if there was none. */
  public Optional<Instant> lastActive() {
    return Stream.of(requests.lastAdded(), Optional.ofNullable(lastCreated))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  /** Counts a request against the rate limit; returns how long to wait if it exceeds the limit. */
  public Optional<Duration> acquireRequest() {
    return rateLimiter.acquire(clock);
  }

  /** Returns the number of the next workflow, from 1. */
  public long nextNumber() {
    return created.incrementAndGet();
  }

  /** Returns the id of the workflow with this number: the same in every run with the same seed. */
  public String workflowId(long number) {
    return seed.id(namespaceId.name() + "/workflow/" + number);
  }

  /**
   * Returns a template's pipeline with the times of the workflow with this id, if they are known.
   */
  public Pipeline withTiming(String id, String template, Pipeline pipeline) {
    return defaults
        .timing()
        .pace(template, pipeline, () -> seed.chance(id + "/pace"))
        .map(pipeline::withPace)
        .orElse(pipeline);
  }

  /** Returns the duration of the workflow with this id unless an outcome sets another. */
  public Duration defaultDuration(String id, Pipeline pipeline) {
    if (pipeline.pace() != null) {
      return pipeline.pace().total();
    }
    if (defaults.jitter() == 0) {
      return defaults.duration();
    }
    double offset = defaults.jitter() * (2 * seed.chance(id + "/duration") - 1);
    long nanos = Math.round(defaults.duration().toNanos() * (1 + offset));
    Duration duration = Duration.ofNanos(nanos);
    return duration.compareTo(Durations.MAX) > 0 ? Durations.MAX : duration;
  }

  /** Returns the plan with the default time to live, unless there is none or the plan has one. */
  public OutcomePlan withTimeToLive(OutcomePlan plan, Instant now) {
    return defaults.timeToLive() == null ? plan : plan.expiringAt(now.plus(defaults.timeToLive()));
  }

  /** Charges for a new workflow and stores it; returns false if there are too few credits. */
  public boolean create(Workflow workflow) {
    synchronized (lock) {
      if (!credits.charge(workflow.credits(), workflow.id(), workflow.createdAt())) {
        return false;
      }
      store.add(workflow, hasEnded);
      lastCreated = Instant.now();
      scheduleEnd(workflow);
      return true;
    }
  }

  /** Returns the workflow with this id; empty if it does not exist or has expired. */
  public Optional<Workflow> find(String id) {
    return store.find(namespaceId, id).filter(found -> !found.isExpired(clock.instant()));
  }

  /** Finds a workflow for its owner; each read advances a workflow that progresses by polls. */
  public Optional<Workflow> read(String id) {
    Optional<Workflow> found = find(id);
    if (found.isEmpty() || !(found.get().plan().progression() instanceof Progression.Polls)) {
      return found;
    }
    return changeIfRunning(id, this::afterPoll);
  }

  /** Returns the number of workflows. */
  public long workflowCount() {
    Instant now = clock.instant();
    return store.count(namespaceId, found -> !found.isExpired(now));
  }

  /** Returns a number that changes whenever a workflow is added, changed or removed. */
  public long workflowRevision() {
    return sharedRevision == 0 ? store.revision(namespaceId) : sharedRevision;
  }

  /** Returns a number that changes whenever a delivery is added, changed or removed. */
  public long webhookRevision() {
    return sharedRevision == 0 ? webhooks.revision() : sharedRevision;
  }

  /** Sets the number of the state that is the same in all simulators; 0 if there is none. */
  public void setSharedRevision(long revision) {
    sharedRevision = revision;
  }

  /** Returns all workflows, oldest first. */
  public List<Workflow> workflows() {
    Instant now = clock.instant();
    return store.list(namespaceId).stream().filter(found -> !found.isExpired(now)).toList();
  }

  /** Updates the details of a workflow; returns empty if there is no such workflow. */
  public Optional<Workflow> update(String id, UnaryOperator<WorkflowDetails> change) {
    return find(id)
        .flatMap(
            found ->
                store.update(
                    namespaceId, id, stored -> stored.withDetails(change.apply(stored.details()))));
  }

  /** Returns the complete state, except the request log and the use of the rate limit. */
  public NamespaceState state() {
    synchronized (lock) {
      return currentState().withWorkflows(store.list(namespaceId));
    }
  }

  /**
   * Returns the state without the workflows, for a caller that tracks those one by one.
   *
   * @param action runs under the same lock, so that both see one state
   */
  public NamespaceState stateWithoutWorkflows(Runnable action) {
    synchronized (lock) {
      action.run();
      return currentState();
    }
  }

  private NamespaceState currentState() {
    return new NamespaceState(
        namespaceId,
        seed,
        created.get(),
        clock.state(),
        credits.state(),
        rules.state(),
        webhooks.state(),
        List.of());
  }

  /**
   * Returns a value that changes with the state, except the workflows and the request log; cheaper
   * than the state.
   */
  public Mark mark() {
    return new Mark(
        seed,
        created.get(),
        clock.state(),
        credits.changes(),
        rules.changes(),
        webhooks.revision(),
        rateLimiter.use());
  }

  /** Changes with the state of a namespace. */
  public record Mark(
      RandomSeed seed,
      long created,
      VirtualClock.State clock,
      long credits,
      long rules,
      long webhooks,
      RateLimitUse rateLimit) {}

  /** Returns the use of the rate limit. */
  public RateLimitUse rateLimitUse() {
    return rateLimiter.use();
  }

  /**
   * Replaces the state by one that was made elsewhere, except the workflows and the request log. An
   * attempt in progress is still recorded.
   */
  public void load(NamespaceState state, RateLimitUse use) {
    clock.load(state.clock());
    synchronized (lock) {
      seed = state.seed();
      created.set(state.created());
      rules.restore(seed, state.rules());
      credits.load(state.credits());
      webhooks.load(state.webhooks());
      rateLimiter.restore(use);
    }
  }

  /** Replaces a workflow by one that was made elsewhere; null removes it. */
  public void load(String id, @Nullable Workflow workflow) {
    store.remove(namespaceId, id);
    if (workflow != null) {
      store.add(workflow, hasEnded);
    }
  }

  /** Returns the workflow with this id, expired or not; empty if there is none. */
  public Optional<Workflow> stored(String id) {
    return store.find(namespaceId, id);
  }

  /** Replaces the complete state. The workflows must belong to this namespace. */
  public void restore(NamespaceState state) {
    rollBack(state);
    requests.clear();
  }

  /** Replaces the complete state, but not the request log. */
  public void rollBack(NamespaceState state) {
    // Outside the lock below: the thread that advances the clock may be waiting for a receiver.
    clock.restore(state.clock());
    synchronized (lock) {
      seed = state.seed();
      created.set(state.created());
      rules.restore(seed, state.rules());
      credits.restore(state.credits());
      webhooks.restore(state.webhooks());
      store.removeAll(namespaceId);
      state.workflows().forEach(workflow -> store.add(workflow, hasEnded));
    }
  }

  /** Removes a workflow and returns its last state; empty if there is no such workflow. */
  public Optional<Workflow> remove(String id) {
    synchronized (lock) {
      Optional<Workflow> removed = find(id).flatMap(found -> store.remove(namespaceId, id));
      if (removed.isPresent()) {
        webhooks.cancel(id);
        credits.cancelRefund(id);
      }
      return removed;
    }
  }

  /**
   * Sets the status of a running workflow, which its clock then no longer moves.
   *
   * @param percentage progress while processing, 0 to 99; ignored for other statuses
   */
  public void force(String id, Status status, int percentage) {
    changeIfRunning(
        id,
        workflow -> {
          Duration whole = nonZero(workflow.plan().duration());
          Duration elapsed =
              switch (status) {
                case NEW -> Duration.ZERO;
                case PROCESSING -> Timeline.elapsedAt(workflow.pipeline(), whole, percentage);
                case SUCCESS, FAIL -> whole;
              };
          Outcome outcome =
              status == Status.FAIL
                  ? new Outcome.Failure(currentStep(workflow), "set by the admin API")
                  : new Outcome.Success();
          return withPosition(workflow, outcome, elapsed);
        });
  }

  /** Fails a running workflow at its current step. */
  public void fail(String id, String reason) {
    changeIfRunning(
        id,
        workflow ->
            withPosition(
                workflow,
                new Outcome.Failure(currentStep(workflow), reason),
                nonZero(workflow.plan().duration())));
  }

  /** Deletes everything; restores the defaults, and the clock follows the global one again. */
  public void reset() {
    // First, as it fails if the clock is busy; outside the lock, as it may wait.
    clock.reset();
    synchronized (lock) {
      store.removeAll(namespaceId);
      webhooks.reset();
      requests.clear();
      credits.reset(defaults.credits());
      created.set(0);
      seed = defaults.seed();
      rules.reset(seed);
      defaults.rules().accept(rules);
    }
  }

  @Override
  public Optional<Instant> nextDue(VirtualClock ownClock) {
    return webhooks.nextDue();
  }

  @Override
  public void runDue() {
    coordination.runDue(this);
  }

  /**
   * Runs every task that is or becomes due by {@code now}.
   *
   * @param recording runs the recording of each result
   */
  public void runDue(InstantSource now, Consumer<Runnable> recording) {
    try {
      webhooks.deliverDue(now, recording);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Workflow> changeIfRunning(String id, UnaryOperator<Workflow> change) {
    synchronized (lock) {
      Optional<Workflow> changed =
          store.update(namespaceId, id, stored -> hasEnded(stored) ? stored : change.apply(stored));
      changed.ifPresent(this::scheduleEnd);
      return changed;
    }
  }

  private Workflow afterPoll(Workflow workflow) {
    int count = ((Progression.Polls) workflow.plan().progression()).count();
    int polls = workflow.position() == null ? 1 : workflow.position().polls() + 1;
    Duration whole = nonZero(workflow.plan().duration());
    Duration elapsed = whole.multipliedBy(Math.min(polls, count)).dividedBy(count);
    return workflow.withPlan(
        workflow.plan().withDuration(whole), new TimelinePosition(elapsed, clock.instant(), polls));
  }

  private Workflow withPosition(Workflow workflow, Outcome outcome, Duration elapsed) {
    OutcomePlan plan = workflow.plan().withDuration(nonZero(workflow.plan().duration()));
    String note = outcome instanceof Outcome.Failure failure ? failure.reason() : plan.note();
    return workflow.withPlan(
        plan.withOutcome(outcome, note), new TimelinePosition(elapsed, clock.instant(), 0));
  }

  private int currentStep(Workflow workflow) {
    int completed = WorkflowView.of(workflow, clock.instant()).completed().size();
    return Math.min(completed, workflow.pipeline().steps().size() - 1);
  }

  /** Replaces zero, which has no parts that progress could be measured in. */
  private static Duration nonZero(Duration duration) {
    return duration.isZero() ? Duration.ofSeconds(1) : duration;
  }

  /** Tests whether a workflow of this namespace has ended or expired. */
  boolean hasEnded(Workflow workflow) {
    Instant now = clock.instant();
    return workflow.isExpired(now) || new Timeline(workflow).hasEndedAt(now);
  }

  /** Schedules the webhook and the refund that are due when a workflow ends. */
  private void scheduleEnd(Workflow workflow) {
    webhooks.cancel(workflow.id());
    credits.cancelRefund(workflow.id());
    WorkflowView view = WorkflowView.of(workflow, clock.instant());
    Optional<Instant> end =
        view.endedAt() != null ? Optional.of(view.endedAt()) : new Timeline(workflow).endsAt();
    if (end.isEmpty() || workflow.isExpired(end.get())) {
      return;
    }
    Status status =
        workflow.plan().outcome() instanceof Outcome.Success ? Status.SUCCESS : Status.FAIL;
    if (defaults.refunds() && status == Status.FAIL) {
      credits.refundAt(end.get(), workflow.credits(), workflow.id());
    }
    if (workflow.webhookUrl() != null) {
      webhooks.enqueue(
          new Delivery(
              workflow.id() + "-" + end.get().toEpochMilli(),
              namespaceId.name(),
              workflow.id(),
              workflow.webhookUrl(),
              WebhookPayload.of(workflow, status),
              workflow.traceHeaders(),
              status.toString(),
              end.get()));
    }
  }
}
