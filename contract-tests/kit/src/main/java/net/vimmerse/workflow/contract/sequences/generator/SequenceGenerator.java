package net.vimmerse.workflow.contract.sequences.generator;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.Command;
import net.vimmerse.workflow.contract.sequences.model.Command.Access;
import net.vimmerse.workflow.contract.sequences.model.Command.Advance;
import net.vimmerse.workflow.contract.sequences.model.Command.AwaitEnd;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.NewResource;
import net.vimmerse.workflow.contract.sequences.model.Command.ReadList;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;

/**
 * Generates random command sequences from a document: its create operation, the operations that its
 * links lead to, the list operations, and the clock. Every request is valid. The same document and
 * seed give the same sequence. Immutable and thread-safe.
 *
 * <pre>{@code
 * List<CommandSequence> sequences =
 *     SequenceGenerator.of(document).typicalDuration(Duration.ofSeconds(20)).from(seed, 100);
 * }</pre>
 */
public final class SequenceGenerator {
  private static final int MIN_COMMANDS = 3;
  private static final int MAX_COMMANDS = 12;
  private static final int MAX_PARALLEL = 3;

  /**
   * Fractions of the typical duration, in thousandths: a short while, within a step, up to the end
   * and beyond.
   */
  private static final int[] PARTS = {1, 50, 130, 250, 400, 500, 1_000, 2_500};

  private final ResourceModel model;
  private final ValueGenerator values;
  private final Duration typicalDuration;

  private SequenceGenerator(ResourceModel model, ValueGenerator values, Duration typicalDuration) {
    this.model = model;
    this.values = values;
    this.typicalDuration = typicalDuration;
  }

  /**
   * Creates a generator for a server whose workflows take 20 seconds.
   *
   * @throws IllegalArgumentException when the document does not describe behaviour over time; the
   *     message names what is missing
   */
  public static SequenceGenerator of(Document document) {
    requireNonNull(document, "document == null");
    return new SequenceGenerator(
        ResourceModel.of(document), new ValueGenerator(document), Duration.ofSeconds(20));
  }

  /**
   * Returns a generator for a server whose workflows take about this long; clock advances are
   * multiples of it.
   */
  public SequenceGenerator typicalDuration(Duration typicalDuration) {
    return new SequenceGenerator(model, values, typicalDuration);
  }

  /**
   * Returns the life of one workflow: creation, a read with each key, an update, progress up to the
   * end, deletion.
   *
   * @param body the valid body that creates it
   * @param mustEnd true if it must end within the typical duration
   */
  public CommandSequence life(ObjectNode body, boolean mustEnd) {
    String name = "A";
    ObjectNode own = body.deepCopy();
    model.webhook().ifPresent(form -> own.remove(form.field()));
    List<Command> commands = new ArrayList<>();
    commands.add(new Create(0, List.of(new NewResource(name, own, model.webhook().isPresent()))));
    commands.add(new Access(1, Action.READ, name, Optional.empty()));
    if (model.verbs().contains(Action.UPDATE)) {
      values
          .textUpdate(model.update())
          .ifPresent(it -> commands.add(new Access(0, Action.UPDATE, name, Optional.of(it))));
    }
    commands.add(new AwaitEnd(name, typicalDuration, mustEnd));
    if (model.verbs().contains(Action.DELETE)) {
      commands.add(new Access(0, Action.DELETE, name, Optional.empty()));
    }
    return new CommandSequence(OptionalLong.empty(), commands);
  }

  /**
   * Returns sequences for this seed and those that follow it; the greatest is followed by the
   * least.
   */
  public List<CommandSequence> from(long seed, int howMany) {
    return LongStream.range(0, howMany).mapToObj(it -> sequence(seed + it)).toList();
  }

  /** Returns the sequence for this seed. */
  public CommandSequence sequence(long seed) {
    return new Draft(new SplittableRandom(seed)).sequence(seed);
  }

  /** One sequence under construction. */
  private final class Draft {
    private final SplittableRandom random;
    private final List<Command> commands = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();

    Draft(SplittableRandom random) {
      this.random = random;
    }

    CommandSequence sequence(long seed) {
      commands.add(create());
      for (int left = random.nextInt(MIN_COMMANDS, MAX_COMMANDS); left > 0; left--) {
        commands.add(any());
      }
      return new CommandSequence(OptionalLong.of(seed), commands);
    }

    private Command any() {
      int chance = random.nextInt(100);
      if (chance < 15) {
        return create();
      } else if (chance < 45) {
        long nanos = typicalDuration.toNanos() / 1_000 * PARTS[random.nextInt(PARTS.length)];
        return new Advance(Duration.ofNanos(nanos));
      } else if (chance < 50 && !model.listOperations().isEmpty()) {
        List<String> ids = model.listOperations().stream().map(it -> it.id()).toList();
        return new ReadList(random.nextInt(2), ids.get(random.nextInt(ids.size())));
      }
      return access();
    }

    private Command access() {
      int which = random.nextInt(names.size());
      int key = random.nextInt(4) == 0 ? 1 - owners.get(which) : owners.get(which);
      Action verb = verb();
      Optional<JsonNode> body =
          verb == Action.UPDATE
              ? Optional.of(values.validObject(model.update(), random))
              : Optional.empty();
      return new Access(key, verb, names.get(which), body);
    }

    private Action verb() {
      int chance = random.nextInt(10);
      Action wanted = chance < 3 ? Action.READ : chance < 8 ? Action.UPDATE : Action.DELETE;
      return model.verbs().contains(wanted) ? wanted : Action.READ;
    }

    private Command create() {
      int key = random.nextInt(4) == 0 ? 1 : 0;
      int count = random.nextInt(3) == 0 ? random.nextInt(2, MAX_PARALLEL + 1) : 1;
      List<NewResource> newResources = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String name = String.valueOf((char) ('A' + names.size() % 26)) + suffix();
        newResources.add(newResource(name));
        names.add(name);
        owners.add(key);
      }
      return new Create(key, newResources);
    }

    private String suffix() {
      return names.size() < 26 ? "" : String.valueOf(names.size() / 26);
    }

    private NewResource newResource(String name) {
      List<TemplateSchema> templates = model.document().listedTemplates();
      TemplateSchema template = templates.get(random.nextInt(templates.size()));
      Set<String> without = new LinkedHashSet<>();
      model.webhook().ifPresent(form -> without.add(form.field()));
      ObjectNode body = values.object(template.schema(), without, random);
      boolean hasWebhook = random.nextBoolean() && takesWebhook(template.schema());
      return new NewResource(name, body, hasWebhook);
    }

    private boolean takesWebhook(SchemaNode schema) {
      return model
          .webhook()
          .filter(form -> ObjectSchema.of(schema).properties().containsKey(form.field()))
          .isPresent();
    }
  }
}
