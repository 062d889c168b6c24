package net.vimmerse.workflow.contract.editing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document follows a template list, and nothing else of it changes. */
class TemplateSyncTest {
  private static final String TEXT = new String(Document.bundledBytes(), UTF_8);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 28);

  /** Returns the list that a server of the document has. */
  private static ArrayNode list() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (TemplateSchema template : Document.bundled().templates()) {
      JsonNode metadata = template.metadata();
      ObjectNode entry = list.addObject().put("template_id", template.id());
      for (String name : List.of("label", "description", "inputs", "webhook")) {
        entry.set(name, metadata.path(name).deepCopy());
      }
      ObjectNode credits = entry.putObject("credits");
      ObjectNode modes = entry.putObject("modes");
      metadata
          .path("modes")
          .properties()
          .forEach(
              mode -> {
                credits.set(mode.getKey(), mode.getValue().path("credits"));
                ObjectNode processing = modes.putObject(mode.getKey());
                processing.set("steps", mode.getValue().path("steps").deepCopy());
                processing.set("outputs", mode.getValue().path("outputs").deepCopy());
              });
      ArrayNode options = entry.putArray("options");
      for (TemplateOption option : template.optionsByName().values()) {
        ObjectNode described = options.addObject().put("name", option.name()).put("type", "string");
        option.defaultValue().ifPresent(it -> described.set("default", it));
        if (!option.values().isEmpty()) {
          ArrayNode values = described.putArray("enum");
          option.values().forEach(values::add);
        }
      }
    }
    return list;
  }

  private static ObjectNode entry(ArrayNode list, String id) {
    return (ObjectNode)
        StreamSupport.stream(list.spliterator(), false)
            .filter(it -> it.path("template_id").asText().equals(id))
            .findFirst()
            .orElseThrow();
  }

  private static ObjectNode option(ObjectNode entry, String name) {
    return (ObjectNode)
        StreamSupport.stream(entry.path("options").spliterator(), false)
            .filter(it -> it.path("name").asText().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private static DocumentEditor sync(Consumer<ArrayNode> change) {
    return sync(change, false);
  }

  private static DocumentEditor sync(Consumer<ArrayNode> change, boolean marks) {
    ArrayNode list = list();
    change.accept(list);
    return TemplateSync.sync(TEXT, listed(list), DAY, marks);
  }

  private static List<ListedTemplate> listed(JsonNode list) {
    return ListedTemplate.list(list.toString(), "template_id");
  }

  /** Returns the lines that are only in the edited document, and those that are only in ours. */
  private static List<String> difference(DocumentEditor editor) {
    List<String> added = new ArrayList<>(editor.text().lines().toList());
    TEXT.lines().forEach(added::remove);
    List<String> removed = new ArrayList<>(TEXT.lines().toList());
    editor.text().lines().forEach(removed::remove);
    List<String> all = new ArrayList<>();
    removed.forEach(it -> all.add("-" + it.strip()));
    added.forEach(it -> all.add("+" + it.strip()));
    return all;
  }

  private static TemplateSchema template(DocumentEditor editor, String id) {
    return editor.document().templates().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_same_templates_change_nothing() {
    DocumentEditor editor = sync(list -> {});

    assertThat(editor.text()).isEqualTo(TEXT);
    assertThat(editor.changes()).isEmpty();
  }

  @Test
  void other_descriptions_are_no_change() {
    assertThat(
            sync(list -> list.forEach(it -> ((ObjectNode) it).put("description", "Other."))).text())
        .isEqualTo(TEXT);
  }

  @Test
  void a_price_changes_in_its_place_with_its_source() {
    DocumentEditor editor =
        sync(
            list ->
                ((ObjectNode) entry(list, "each_ugcproduct_0226").path("credits"))
                    .put("video", 400));

    assertThat(difference(editor))
        .containsExactlyInAnyOrder(
            "-credits: 320 # neighbouring",
            "-x-source: assumed",
            "+credits: 400",
            "+x-source: live",
            "+x-source-date: \"2026-11-28\"");
    assertThat(editor.changes())
        .containsExactly("changed  each_ugcproduct_0226: video costs 400 credits, not 320");
  }

  @Test
  void steps_outputs_inputs_and_labels_change_in_their_places() {
    DocumentEditor editor =
        sync(
            list -> {
              ObjectNode bride = entry(list, "vim_bride");
              bride.put("label", "Bride: new").put("webhook", false);
              bride.putArray("inputs").add("local").add("asset");
              ((ObjectNode) bride.at("/modes/image")).putArray("steps").add("upscale");
            });

    assertThat(difference(editor))
        .containsExactlyInAnyOrder(
            "-label: Bride",
            "+label: \"Bride: new\"",
            "-webhook: true",
            "+webhook: false",
            "-inputs: [camera]",
            "+inputs: [local, asset]",
            "-steps: [crop_to_content, image_to_image, upscale]",
            "+steps: [upscale]",
            "-x-source: assumed",
            "+x-source: live",
            "+x-source: live",
            "+x-source-date: \"2026-11-28\"",
            "+x-source-date: \"2026-11-28\"");
  }

  @Test
  void the_same_change_of_several_templates_is_one_line() {
    DocumentEditor editor =
        sync(
            list ->
                List.of("vim_bride", "vim_genz", "vim_arctic")
                    .forEach(
                        id -> ((ObjectNode) entry(list, id).path("credits")).put("image", 30)));

    assertThat(editor.changes())
        .containsExactly("changed  vim_genz and 2 more: image costs 30 credits, not 20");
  }

  @Test
  void a_new_template_shares_the_options_that_it_has_in_common() {
    DocumentEditor editor =
        sync(
            list -> {
              ObjectNode moonwalk = entry(list, "vim_astronaut").deepCopy();
              moonwalk.put("template_id", "vim_moon_walk_2").put("label", "Moonwalk");
              list.insert(0, moonwalk);
            });

    assertThat(editor.changes()).containsExactly("added    vim_moon_walk_2");
    assertThat(editor.placeholders()).isEmpty();
    assertThat(editor.text())
        .startsWith(TEXT.substring(0, TEXT.indexOf("MintyBrushingteeth0226Request\"")))
        .contains(
            "MintyBrushingteeth0226Request\"\n        - $ref: \"#/components/schemas/VimMoonWalk2Request\"\n")
        .endsWith(
            """
                VimMoonWalk2Request:
                  x-source: live
                  x-source-date: "2026-11-28"
                  x-template:
                    label: Moonwalk
                    description: Sends a person on a spacewalk, filmed like a feature film.
                    inputs: [camera]
                    webhook: true
                    modes:
                      image:
                        credits: 20
                        steps: [crop_to_content, image_to_image, upscale]
                        outputs: [image/png]
                      video:
                        credits: 100
                        steps: [crop_to_content, image_to_image, upscale, create_media]
                        outputs: [video/mp4]
                  allOf:
                    - $ref: "#/components/schemas/CreateWorkflowFields"
                    - type: object
                      required: [template_id]
                      properties:
                        template_id:
                          type: string
                          description: Selects this template.
                          enum: [vim_moon_walk_2]
                        options:
                          $ref: "#/components/schemas/VideoOptions"
            """);
    assertThat(editor.document().templates()).hasSize(41);
  }

  @Test
  void new_options_values_and_steps_get_schemas_of_their_own_once() {
    DocumentEditor editor =
        sync(
            list -> {
              for (String id : List.of("vim_song", "vim_speech")) {
                ObjectNode song = list.addObject().put("template_id", id).put("label", "Song");
                song.put("description", "Sings.")
                    .put("webhook", true)
                    .putArray("inputs")
                    .add("camera");
                song.putObject("credits").put("audio", 10);
                ObjectNode audio = song.putObject("modes").putObject("audio");
                audio.putArray("steps").add("write_lyrics").add("sing");
                audio.putArray("outputs").add("audio/mpeg");
                ArrayNode options = song.putArray("options");
                ObjectNode genre = options.addObject().put("name", "genre").put("type", "string");
                genre.put("description", "The genre.").put("default", "Rock").putArray("enum");
                ((ArrayNode) genre.path("enum")).add("Rock").add("80s");
                options.addObject().put("name", "verses").put("type", "integer").put("default", 2);
              }
            });

    assertThat(editor.changes())
        .containsExactly(
            "added    the schema Genre",
            "added    the schema VimSongOptions",
            "added    vim_song",
            "added    vim_speech",
            "added    the step write_lyrics",
            "added    the step sing");
    assertThat(editor.placeholders())
        .containsExactly(
            "Flow: x-outputs.write_lyrics", "VimSongOptions/properties/verses: description");
    assertThat(editor.text())
        .contains(
            """
                Genre:
                  type: string
                  description: The genre.
                  x-source: live
                  x-source-date: "2026-11-28"
                  enum: [Rock, "80s"]
                  x-enum-varnames: [ROCK, VALUE_80S]
            """,
            "\n        sing: audio/mpeg\n");
    assertThat(template(editor, "vim_speech").options().name()).isEqualTo("VimSongOptions");
  }

  private static void addTimer(ArrayNode list, double... speeds) {
    ObjectNode timer = list.addObject().put("template_id", "vim_timer").put("label", "Timer");
    timer.put("description", "Counts.").put("webhook", true).putArray("inputs").add("camera");
    timer.putObject("credits").put("video", 10);
    ObjectNode video = timer.putObject("modes").putObject("video");
    video.putArray("steps").add("create_media");
    video.putArray("outputs").add("video/mp4");
    ArrayNode options = timer.putArray("options");
    ObjectNode seconds = options.addObject().put("name", "seconds").put("type", "integer");
    seconds.put("description", "The length.").put("default", 5).putArray("enum").add(5).add(10);
    ObjectNode speed = options.addObject().put("name", "speed").put("type", "number");
    ArrayNode values = speed.put("description", "The speed.").putArray("enum");
    DoubleStream.of(speeds).forEach(values::add);
    ObjectNode size = options.addObject().put("name", "size").put("type", "string");
    size.put("description", "The size.").putArray("enum").add("5").add("10");
  }

  @Test
  void values_that_are_numbers_stay_numbers() {
    DocumentEditor editor = sync(list -> addTimer(list, 0.5, 2));
    ArrayNode faster = list();
    addTimer(faster, 0.5, 2, 4);
    DocumentEditor again = TemplateSync.sync(editor.text(), listed(faster), DAY, false);

    assertThat(editor.text())
        .contains(
            """
                Seconds:
                  type: integer
                  description: The length.
                  x-source: live
                  x-source-date: "2026-11-28"
                  enum: [5, 10]
                  x-enum-varnames: [VALUE_5, VALUE_10]
            """,
            "\n      enum: [0.5, 2.0]\n",
            "\n      enum: [\"5\", \"10\"]\n");
    assertThat(template(editor, "vim_timer").optionsByName().get("seconds").values())
        .containsExactly(IntNode.valueOf(5), IntNode.valueOf(10));
    assertThat(again.changes()).containsExactly("changed  the values of Speed: [0.5, 2.0, 4.0]");
    assertThat(again.text()).contains("x-enum-varnames: [VALUE_0_5, VALUE_2_0, VALUE_4_0]");
  }

  /** Abbreviates the names of prices, as public pages do. */
  private static void abbreviate(ObjectNode entry) {
    ObjectNode credits = (ObjectNode) entry.path("credits");
    for (String mode : List.of("video", "image")) {
      if (credits.has(mode)) {
        credits.set(mode.substring(0, 1), credits.remove(mode));
      }
    }
  }

  @Test
  void abbreviated_prices_are_those_of_the_modes_that_produce_the_type() {
    DocumentEditor same = sync(list -> list.forEach(it -> abbreviate((ObjectNode) it)));
    DocumentEditor changed =
        sync(
            list -> {
              ObjectNode entry = entry(list, "vim_astronaut");
              entry.remove("modes");
              entry.putObject("credits").put("v", 101).put("i", 20);
              ObjectNode song = entry(list, "each_ugcproduct_0226").deepCopy();
              song.put("template_id", "vim_song").remove("modes");
              song.putObject("credits").put("a", 10).put("v", 320);
              list.add(song);
            });

    assertThat(same.changes()).isEmpty();
    assertThat(changed.changes())
        .containsExactly(
            "changed  vim_astronaut: video costs 101 credits, not 100", "added    vim_song");
    assertThat(changed.placeholders())
        .containsExactly("VimSongRequest: audio.steps", "VimSongRequest: video.steps");
    assertThat(template(changed, "vim_song").metadata().at("/modes/audio/credits").asInt())
        .isEqualTo(10);
  }

  @Test
  void an_abbreviation_that_may_stand_for_two_modes_is_asked_for_until_a_person_chooses() {
    Consumer<ArrayNode> twoVideos =
        list -> {
          ObjectNode entry = entry(list, "vim_astronaut");
          ObjectNode modes = (ObjectNode) entry.path("modes");
          modes.set("short", modes.path("video").deepCopy());
          entry.putObject("credits").put("v", 90).put("i", 20);
        };
    DocumentEditor asking = sync(twoVideos);
    String chosen =
        asking
            .text()
            .replaceFirst("\n +x-placeholder: \\[video.credits, short.credits]", "")
            .replaceFirst("(?s)(VimAstronautRequest:.*?short:\n +credits: )0", "$190");
    chosen = chosen.replaceFirst("(?s)(VimAstronautRequest:.*? video:\n +credits: )100", "$190");
    ArrayNode list = list();
    twoVideos.accept(list);
    DocumentEditor again = TemplateSync.sync(chosen, listed(list), DAY, false);

    assertThat(asking.placeholders())
        .containsExactly(
            "VimAstronautRequest: video.credits", "VimAstronautRequest: short.credits");
    assertThat(asking.changes()).contains("changed  vim_astronaut: video may cost 90 credits");
    assertThat(again.placeholders()).isEmpty();
    assertThat(again.changes()).isEmpty();
  }

  @Test
  void a_template_that_is_not_listed_is_removed_with_what_only_it_had() {
    DocumentEditor editor = sync(list -> list.remove(list.size() - 2)); // each_ugcproduct_0226

    assertThat(editor.changes())
        .containsExactly(
            "removed  each_ugcproduct_0226: is not listed",
            "         each_ugcproduct_0226 is still in an example: choose another there",
            "removed  the schema ProductTestimonialOptions: no template has it",
            "removed  the schema Voice: no template has it");
    assertThat(editor.text())
        .doesNotContain("EachUgcproduct0226Request", "ProductTestimonialOptions", "Matilda");
    assertThat(difference(editor)).noneMatch(it -> it.startsWith("+"));
  }

  @Test
  void a_template_that_is_not_listed_can_be_marked_until_it_is_listed_again() {
    DocumentEditor marked = sync(list -> list.remove(list.size() - 2), true);
    DocumentEditor again = TemplateSync.sync(marked.text(), listed(list()), DAY, true);

    assertThat(difference(marked)).containsExactly("+removed: \"2026-11-28\"");
    assertThat(marked.changes()).containsExactly("marked   each_ugcproduct_0226: is not listed");
    assertThat(again.text()).isEqualTo(TEXT);
  }

  @Test
  void a_listed_value_settles_its_placeholder_even_if_it_was_guessed_right() {
    String head = "    VimAstronautRequest:\n";
    String asking =
        TEXT.replace(
            head, head + "      x-placeholder: [label, webhook, video.credits, image.steps]\n");

    DocumentEditor editor = TemplateSync.sync(asking, listed(list()), DAY, false);

    assertThat(editor.placeholders()).isEmpty();
    assertThat(editor.changes())
        .contains(
            "changed  vim_astronaut: label is listed",
            "changed  vim_astronaut: webhook is listed",
            "changed  vim_astronaut: image is listed",
            "changed  vim_astronaut: video is listed");
  }

  @Test
  void the_default_template_is_marked_and_never_removed() {
    DocumentEditor editor =
        sync(
            list -> {
              for (int i = 0; i < list.size(); i++) {
                if (list.get(i).path("template_id").asText().equals("vim_new_year_2026")) {
                  list.remove(i);
                }
              }
            });

    assertThat(editor.changes())
        .containsExactly(
            "marked   vim_new_year_2026: is not listed, but is the default: choose another");
  }

  @Test
  void a_default_that_moves_for_one_template_alone_gives_it_options_of_its_own() {
    DocumentEditor editor =
        sync(list -> option(entry(list, "vim_bride"), "aspect_ratio").put("default", "1:1"));

    assertThat(editor.changes())
        .containsExactly(
            "added    the schema VimBrideOptions",
            "changed  vim_bride: has the options of VimBrideOptions");
    assertThat(template(editor, "vim_bride").optionsByName().get("aspect_ratio").defaultValue())
        .contains(Fixtures.value("\"1:1\""));
    assertThat(template(editor, "vim_genz").options().name()).isEqualTo("VideoOptions");
    assertThat(editor.placeholders()).isEmpty();
    assertThat(difference(editor))
        .contains("+description: The URL of the input image, in place of image_urls.");
  }

  @Test
  void a_default_that_moves_for_every_template_with_these_options_changes_in_its_place() {
    DocumentEditor editor =
        sync(
            list -> {
              for (JsonNode each : list) {
                if (each.path("options").size() == 3
                    && each.at("/options/1/name").asText().equals("pipeline_mode")) {
                  option((ObjectNode) each, "pipeline_mode").put("default", "image");
                }
              }
            });

    assertThat(difference(editor))
        .containsExactlyInAnyOrder(
            "-default: video",
            "+default: image",
            "+x-source: live",
            "+x-source-date: \"2026-11-28\"");
    assertThat(editor.changes())
        .containsExactly(
            "changed  VideoOptions: pipeline_mode is \"image\" by default, not \"video\"");
  }

  @Test
  void options_come_and_go_in_their_schema() {
    DocumentEditor editor =
        sync(
            list -> {
              ArrayNode options = (ArrayNode) entry(list, "vim_wc26_trading_card").path("options");
              options.remove(0);
              options
                  .addObject()
                  .put("name", "number")
                  .put("type", "integer")
                  .put("description", "The number.");
            });

    assertThat(editor.changes())
        .containsExactly(
            "changed  TradingCardOptions: has no option user_name",
            "changed  TradingCardOptions: has the option number");
    assertThat(difference(editor))
        .containsExactlyInAnyOrder(
            "-user_name:",
            "-type: string",
            "-description: The name on the card.",
            "+number:",
            "+type: integer",
            "+description: The number.",
            "+x-source: live",
            "+x-source-date: \"2026-11-28\"");
  }

  @Test
  void a_value_that_every_template_accepts_is_added_to_the_shared_set() {
    DocumentEditor editor =
        sync(
            list -> {
              for (JsonNode each : list) {
                for (JsonNode option : each.path("options")) {
                  if (option.path("name").asText().equals("aspect_ratio")) {
                    ((ArrayNode) option.path("enum")).add("21:9");
                  }
                }
              }
            });

    assertThat(difference(editor))
        .containsExactlyInAnyOrder(
            "-enum: [\"16:9\", \"4:3\", \"1:1\", \"3:4\", \"9:16\", Origin]",
            "-x-enum-varnames: [LANDSCAPE_16_9, LANDSCAPE_4_3, SQUARE_1_1, PORTRAIT_3_4, PORTRAIT_9_16, ORIGIN]",
            "-x-source: neighbouring",
            "+enum: [\"16:9\", \"4:3\", \"1:1\", \"3:4\", \"9:16\", Origin, \"21:9\"]",
            "+x-enum-varnames:",
            "+- LANDSCAPE_16_9",
            "+- LANDSCAPE_4_3",
            "+- SQUARE_1_1",
            "+- PORTRAIT_3_4",
            "+- PORTRAIT_9_16",
            "+- ORIGIN",
            "+- VALUE_21_9",
            "+x-source: live",
            "+x-source-date: \"2026-11-28\"");
  }

  @Test
  void a_list_of_values_in_lines_loses_and_gains_lines_only() {
    DocumentEditor editor =
        sync(
            list -> {
              ArrayNode voices =
                  (ArrayNode) option(entry(list, "each_ugcproduct_0226"), "voice").path("enum");
              voices.remove(0);
              voices.add("Nova");
            });

    assertThat(difference(editor))
        .containsExactlyInAnyOrder(
            "-- Rachel",
            "-x-source: neighbouring",
            "+x-source: live",
            "+- Nova",
            "+x-source-date: \"2026-11-28\"");
  }

  @Test
  void what_the_list_does_not_tell_is_asked_for() {
    DocumentEditor editor =
        sync(
            list -> {
              ObjectNode bare = list.addObject().put("template_id", "vim_bare");
              bare.putObject("credits").put("video", 5);
            });

    assertThat(editor.placeholders())
        .containsExactly(
            "VimBareOptions: properties",
            "VimBareRequest: label",
            "VimBareRequest: description",
            "VimBareRequest: inputs",
            "VimBareRequest: webhook",
            "VimBareRequest: video.steps");
  }

  @Test
  void a_list_without_details_changes_what_it_tells_only() {
    ArrayNode list = list();
    list.forEach(it -> ((ObjectNode) it).remove(List.of("options", "modes")));

    assertThat(TemplateSync.sync(TEXT, listed(list), DAY, false).text()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<html>|not JSON: ",
        "{}|no list of templates, but {}",
        "[]|no list of templates, but []",
        "[{\"id\":1}]|a template has no template_id: {\"id\":1}",
        "[{\"template_id\":\"a\"},{\"template_id\":\"a\"}]|a is listed twice",
        "[{\"template_id\":\"a\",\"credits\":5}]|a: credits must be an object, not 5",
        "[{\"template_id\":\"a\",\"credits\":{\"v\":\"5\"}}]|a: credits must be an integer, not \"5\"",
        "[{\"template_id\":\"a\",\"modes\":{\"v\":{}}}]|a: steps must be a list, not nothing",
        "[{\"template_id\":\"a\",\"options\":[{\"name\":\"x\",\"type\":\"file\"}]}]|a: option x has the type \"file\"; known are [boolean, integer, number, string]",
        "[{\"template_id\":\"a\",\"options\":[{\"name\":\"x\",\"type\":\"integer\",\"enum\":[\"5\"]}]}]|a: enum of x must be of the type integer, not \"5\"",
        "[{\"template_id\":\"a\",\"options\":[{\"name\":\"x\",\"type\":\"integer\",\"enum\":[0.5]}]}]|a: enum of x must be of the type integer, not 0.5",
        "[{\"template_id\":\"a\",\"options\":[{\"name\":\"x\",\"type\":\"number\",\"enum\":[true]}]}]|a: enum of x must be of the type number, not true",
        "[{\"template_id\":\"a\",\"options\":[{\"name\":\"x\",\"type\":\"boolean\",\"enum\":[1]}]}]|a: enum of x must be of the type boolean, not 1",
        "[{\"template_id\":\"a\",\"options\":[{\"name\":\"x\",\"type\":\"string\",\"enum\":[1]}]}]|a: enum of x must be of the type string, not 1",
        "[{\"template_id\":\"a\",\"options\":[{\"name\":\"x\",\"type\":\"string\",\"enum\":\"1\"}]}]|a: enum of x must be a list, not \"1\"",
      })
  void a_wrong_list_is_named(String list, String message) {
    assertThatThrownBy(() -> ListedTemplate.list(list, "template_id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
