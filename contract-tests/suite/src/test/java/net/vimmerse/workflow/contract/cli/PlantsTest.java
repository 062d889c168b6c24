package net.vimmerse.workflow.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.suite.ReferenceServer;
import net.vimmerse.workflow.contract.suite.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Differences that are planted in the reference server are on the first screen of a run with a
 * small budget, each alone and all together. {@code -Dplants=write} writes the results to the table
 * in {@code docs/contract-tests.md}.
 */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300)
class PlantsTest {
  private static final int COLUMNS = 80;
  private static final int ROWS = 32;
  private static final String TOGETHER = "all together";
  private static final Path GUIDE = Repository.ROOT.resolve("docs/contract-tests.md");
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d+) exchanges validated in ([\\d.]+) s");
  private static final Pattern CREDITS = Pattern.compile("credits: at most (\\d+)");

  /** What names each plant on the screen. */
  private static final Map<String, String> NAMES = names();

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("template-missing", "template  vim_sketch_me: is not listed");
    names.put("template-extra", "template  vim_moonwalk: is listed");
    names.put("status-queued", "processing_status is \"queued\"");
    names.put("renamed-property", "/progress_percentage: required");
    names.put("timestamp-format", "/created_at, ");
    names.put("status-400", "must be rejected with 422, but got 400");
    names.put("no-envelope", "none for createWorkflow");
    names.put("progress-back", "percentage-never-falls");
    names.put("webhook-body", "webhook-conforms-to-document");
    names.put("lost-update", "other-properties-are-constant: title");
    names.put("foreign-readable", "keys-are-isolated");
    names.put("wrong-price", "vim_birthday: costs 200 credits as video, not 100");
    names.put("slow", "ends-in-time");
    return names;
  }

  /** The row of each plant and of all together. */
  private static final Map<String, String> MEASURED = new ConcurrentHashMap<>();

  @AfterAll
  static void write() throws IOException {
    if (System.getProperty("plants", "").equals("write")) {
      String guide = Files.readString(GUIDE);
      for (Map.Entry<String, String> row : MEASURED.entrySet()) {
        String old = "(?m)^\\| " + row.getKey() + " \\|.*$(?=(?s:.*?)<!-- end -->)";
        guide = guide.replaceFirst(old, Matcher.quoteReplacement(row.getValue()));
      }
      Files.writeString(GUIDE, guide);
    }
  }

  static boolean isRequired() {
    return ReferenceServer.isRequired();
  }

  static Stream<String> plants() {
    return NAMES.keySet().stream();
  }

  @ParameterizedTest
  @EnabledIf("isRequired")
  @MethodSource("plants")
  void a_plant_alone_is_on_the_first_screen(String plant) throws Exception {
    List<String> screen = screen(plant, List.of(plant));

    assertThat(screen).anyMatch(it -> it.contains(NAMES.get(plant)));
  }

  @Test
  @EnabledIf("isRequired")
  void all_plants_together_are_on_the_first_screen() throws Exception {
    List<String> screen = screen(TOGETHER, List.copyOf(NAMES.keySet()));

    assertThat(NAMES.values()).allMatch(name -> screen.stream().anyMatch(it -> it.contains(name)));
  }

  @Test
  void the_guide_lists_every_plant() throws IOException {
    String table =
        Files.readString(GUIDE).replaceFirst("(?s)^.*<!-- plants -->(.*?)<!-- end -->.*$", "$1");

    assertThat(NAMES.keySet()).allMatch(it -> table.contains("\n| " + it + " | "));
    assertThat(table).contains("\n| " + TOGETHER + " | ").doesNotContain("missed", "no result");
  }

  /** Returns what a run prints last, and records its cost and the position of the plants. */
  private static List<String> screen(String name, List<String> plants) throws Exception {
    List<String> options = new ArrayList<>(List.of("--duration=2"));
    plants.forEach(it -> options.add("--plant=" + it));
    ProgramRun run;
    try (ReferenceServer server = ReferenceServer.start(options.toArray(String[]::new))) {
      run =
          ProgramRun.of(
              variable -> "key-of-the-plants",
              List.of(
                  "--target=" + server.url(),
                  "--api-key-env=KEY",
                  "--duration=6",
                  "--budget-calls=700",
                  "--budget-credits=4000"));
    }
    List<String> lines = run.out().lines().toList();
    List<String> screen = lines.subList(lines.lastIndexOf("") + 1, lines.size());
    assertThat(screen)
        .as("%s%n%s", run.out(), run.err())
        .hasSizeLessThanOrEqualTo(ROWS)
        .allMatch(it -> it.length() <= COLUMNS);
    record(name, plants, screen);
    return screen;
  }

  private static void record(String name, List<String> plants, List<String> screen) {
    String all = String.join("\n", screen);
    List<String> positions = new ArrayList<>();
    for (String plant : plants) {
      Pattern line = Pattern.compile("(?m)^ *(\\d+) .*" + Pattern.quote(NAMES.get(plant)));
      Matcher position = line.matcher(all);
      positions.add(
          position.find() ? position.group(1) : all.contains(NAMES.get(plant)) ? "fact" : "missed");
    }
    Matcher numbers = NUMBERS.matcher(all);
    Matcher credits = CREDITS.matcher(all);
    MEASURED.put(
        name,
        numbers.find() && credits.find()
            ? "| %s | %s | %s | %s | %s |"
                .formatted(
                    name,
                    String.join(", ", positions),
                    numbers.group(1),
                    credits.group(1),
                    Math.round(Double.parseDouble(numbers.group(2))))
            : "| %s | no result | | | |".formatted(name));
  }
}
