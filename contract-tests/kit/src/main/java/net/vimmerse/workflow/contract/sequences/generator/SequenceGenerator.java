package net.vimmerse.workflow.contract.sequences.generator;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.Command;
import net.vimmerse.workflow.contract.sequences.model.Command.Birth;
import net.vimmerse.workflow.contract.sequences.model.Command.Browse;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.Follow;
import net.vimmerse.workflow.contract.sequences.model.Command.Pass;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;

/**
 * Makes random sequences from a document: of its creating operation, of the operations that the
 * links of that lead to, of those that read a catalogue, and of time. Whatever is sent fits the
 * document. The same seed makes the same sequence, as long as the document is the same. Immutable
 * and thread-safe.
 *
 * <pre>{@code
 * List<CommandSequence> sequences = SequenceGenerator.of(document).usual(Duration.ofSeconds(20)).from(seed, 100);
 * }</pre>
 */
public final class SequenceGenerator {
  private static final int FEWEST_STEPS = 3;
  private static final int MOST_STEPS = 12;
  private static final int MOST_AT_ONCE = 3;

  /** Parts of the usual time, in thousandths: a moment, within a step, to the end and beyond. */
  private static final int[] PARTS = {1, 50, 130, 250, 400, 500, 1_000, 2_500};

  private final Document document;
  private final ResourceModel lifecycle;
  private final ValueGenerator values;
  private final Duration usual;
  private final List<ObjectNode> wishes;

  private SequenceGenerator(
      Document document,
      ResourceModel lifecycle,
      ValueGenerator values,
      Duration usual,
      List<ObjectNode> wishes) {
    this.document = document;
    this.lifecycle = lifecycle;
    this.values = values;
    this.usual = usual;
    this.wishes = wishes;
  }

  /**
   * Sequences for a server that takes 20 seconds for what is created with it.
   *
   * @throws IllegalArgumentException when the document does not say enough of behaviour over time;
   *     the message says what is missing
   */
  public static SequenceGenerator of(Document document) {
    requireNonNull(document, "document == null");
    ResourceModel lifecycle = new ResourceModel(document);
    return new SequenceGenerator(
        document, lifecycle, new ValueGenerator(document), Duration.ofSeconds(20), List.of());
  }

  /** The same for a server that takes about this long. Steps of time are parts of it, and more. */
  public SequenceGenerator usual(Duration usual) {
    return new SequenceGenerator(document, lifecycle, values, usual, wishes);
  }

  /**
   * The same with members that a part of the create bodies gets, one of these objects each: what
   * makes a simulator let a workflow fail, say.
   */
  public SequenceGenerator wishing(List<ObjectNode> wishes) {
    return new SequenceGenerator(document, lifecycle, values, usual, List.copyOf(wishes));
  }

  /** As many sequences, with this seed and those that follow it. */
  public List<CommandSequence> from(long seed, int howMany) {
    return LongStream.range(seed, seed + howMany).mapToObj(this::one).toList();
  }

  private CommandSequence one(long seed) {
    return new Making(new SplittableRandom(seed)).sequence(seed);
  }

  /** One sequence under way. */
  private final class Making {
    private final SplittableRandom random;
    private final List<Command> steps = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();

    Making(SplittableRandom random) {
      this.random = random;
    }

    CommandSequence sequence(long seed) {
      steps.add(create());
      for (int left = random.nextInt(FEWEST_STEPS, MOST_STEPS); left > 0; left--) {
        steps.add(any());
      }
      return new CommandSequence(seed, steps);
    }

    private Command any() {
      int chance = random.nextInt(100);
      if (chance < 15) {
        return create();
      } else if (chance < 45) {
        long nanos = usual.toNanos() / 1_000 * PARTS[random.nextInt(PARTS.length)];
        return new Pass(Duration.ofNanos(nanos));
      } else if (chance < 50 && !lifecycle.catalogues().isEmpty()) {
        List<String> ids = lifecycle.catalogues().stream().map(it -> it.id()).toList();
        return new Browse(random.nextInt(2), ids.get(random.nextInt(ids.size())));
      }
      return follow();
    }

    private Command follow() {
      int which = random.nextInt(names.size());
      int key = random.nextInt(4) == 0 ? 1 - owners.get(which) : owners.get(which);
      Action verb = verb();
      Optional<JsonNode> body = verb == Action.UPDATE ? Optional.of(change()) : Optional.empty();
      return new Follow(key, verb, names.get(which), body);
    }

    private Action verb() {
      int chance = random.nextInt(10);
      Action wanted = chance < 3 ? Action.READ : chance < 8 ? Action.UPDATE : Action.DELETE;
      return lifecycle.verbs().contains(wanted) ? wanted : Action.READ;
    }

    private JsonNode change() {
      ObjectNode body = values.object(lifecycle.update(), Set.of(), random);
      while (!document.validate(lifecycle.update(), body).isEmpty()) {
        body = values.object(lifecycle.update(), Set.of(), random);
      }
      return body;
    }

    private Command create() {
      int key = random.nextInt(4) == 0 ? 1 : 0;
      int count = random.nextInt(3) == 0 ? random.nextInt(2, MOST_AT_ONCE + 1) : 1;
      List<Birth> births = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String name = String.valueOf((char) ('A' + names.size() % 26)) + suffix();
        births.add(birth(name));
        names.add(name);
        owners.add(key);
      }
      return new Create(key, births);
    }

    private String suffix() {
      return names.size() < 26 ? "" : String.valueOf(names.size() / 26);
    }

    private Birth birth(String name) {
      List<TemplateSchema> templates = document.templates();
      TemplateSchema template = templates.get(random.nextInt(templates.size()));
      Set<String> without = new LinkedHashSet<>();
      lifecycle.callBack().ifPresent(form -> without.add(form.field()));
      ObjectNode body = values.object(template.schema(), without, random);
      boolean calledBack = random.nextBoolean() && takesCallBack(template.schema());
      if (!wishes.isEmpty() && random.nextBoolean()) {
        body.setAll(wishes.get(random.nextInt(wishes.size())));
      }
      return new Birth(name, body, calledBack);
    }

    private boolean takesCallBack(SchemaNode schema) {
      return lifecycle
          .callBack()
          .filter(form -> ObjectSchema.of(schema).properties().containsKey(form.field()))
          .isPresent();
    }
  }
}
