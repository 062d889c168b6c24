package net.vimmerse.workflow.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

class SettingsTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @MethodSource("everySetting")
  void every_setting_can_be_an_option_a_variable_or_a_line_of_the_file(
      String key, String variable, String value) throws IOException {
    String config = file(key + ": " + value);

    assertThat(settings(Map.of(), "--" + key + "=" + value)).contains(key + ": " + value + " # --");
    assertThat(settings(Map.of(variable, value))).contains(key + ": " + value + " # " + variable);
    assertThat(settings(Map.of(), "--config=" + config))
        .contains(key + ": " + value + " # " + config + ":1: " + key);
  }

  static Stream<Arguments> everySetting() {
    return SettingNames.all(Main.commandLine(Map.of()).getCommandSpec()).stream()
        .filter(
            option ->
                !option.longestName().equals(SettingNames.CONFIG)
                    && !SettingNames.SECRETS.contains(option.longestName()))
        .map(
            option ->
                arguments(SettingNames.key(option), SettingNames.variable(option), value(option)));
  }

  /** Returns a value that is not the default. */
  private static String value(OptionSpec option) {
    return switch (option.paramLabel()) {
      case "PORT", "NUMBER", "N" -> "7";
      case "TIME" -> "7s";
      case "N/TIME" -> "7/1s";
      case "FRACTION", "FACTOR" -> "0.7";
      case "data|none" -> "none";
      case "vendor|fastapi" -> "fastapi";
      case "process|fsync" -> "fsync";
      case "text|json" -> "json";
      case "true|false" -> option.defaultValue().equals("true") ? "false" : "true";
      case "ADDRESS", "FILE", "DIR", "ORIGINS", "HOSTS", "URL", "ADDRESSES" -> "there";
      default -> throw new AssertionError("a value for " + option.paramLabel());
    };
  }

  @Test
  void options_override_variables_and_variables_override_the_file() throws IOException {
    Map<String, String> environment =
        Map.of(
            "SIMULATOR_CONFIG",
            file("duration: 1s\nttl: 1s\nseed: 1\nrefunds: true"),
            "SIMULATOR_DURATION",
            "2s",
            "SIMULATOR_TTL",
            "2s",
            "SIMULATOR_REFUNDS",
            "false");

    assertThat(settings(environment, "--duration=3s"))
        .contains("duration: 3s #", "ttl: 2s #", "seed: 1 #", "refunds: false #", "jitter: 0 #");
  }

  @Test
  void an_overridden_variable_is_not_validated() {
    assertThat(settings(Map.of("SIMULATOR_DURATION", "soon"), "--duration=3s"))
        .contains("duration: 3s # --duration");
  }

  @Test
  void empty_variables_are_ignored() {
    assertThat(settings(Map.of("SIMULATOR_TTL", "", "SIMULATOR_ADMIN_TOKEN", "")))
        .contains("# ttl is not set", "# admin-token is not set");
  }

  @Test
  void values_are_taken_literally() {
    String odd = "it's ${env:PATH} $$ # yes: no";

    assertThat(settings(Map.of("SIMULATOR_DATA", odd)))
        .contains("data: '" + odd.replace("'", "''") + "' # SIMULATOR_DATA");
  }

  @Test
  void the_admin_token_is_never_printed() throws IOException {
    Map<String, String> environment = Map.of("SIMULATOR_ADMIN_TOKEN", "s3cret");

    assertThat(settings(environment))
        .contains("# admin-token is set but not shown # SIMULATOR_ADMIN_TOKEN");
    assertThat(run(environment, "--port=x")).isEqualTo(2);
    assertThat(run(Map.of("SIMULATOR_CONFIG", file("admin-token: @s3cret")))).isEqualTo(2);
    assertThat(out.toString() + err).doesNotContain("s3cret");
  }

  @Test
  void the_url_of_the_store_may_contain_a_password_and_is_never_printed() throws IOException {
    String url = "redis://user:s3cret@127.0.0.1:1";
    Map<String, String> environment = Map.of("SIMULATOR_STORE", url);

    assertThat(settings(environment)).contains("# store is set but not shown # SIMULATOR_STORE");
    assertThat(run(Map.of("SIMULATOR_STORE", url + ":x"), "--port=0")).isEqualTo(2);
    assertThat(run(environment, "--port=0", "--data=" + directory)).isEqualTo(2);
    assertThat(run(environment, "--port=0")).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(3)
        .satisfiesExactly(
            line -> assertThat(line).contains("SIMULATOR_STORE: expected redis://"),
            line -> assertThat(line).contains("SIMULATOR_STORE: ", "--data or in --store"),
            line -> assertThat(line).contains("redis://127.0.0.1:1", "connection was refused"));
    assertThat(out.toString() + err).doesNotContain("s3cret");
  }

  @Test
  void the_admin_token_can_come_from_a_file() throws IOException {
    String file = Files.writeString(directory.resolve("token"), " s3cret\n").toString();
    Path empty = Files.createFile(directory.resolve("empty"));
    try (Simulator simulator = Simulator.builder().adminToken("s3cret").start()) {
      Map<String, String> environment =
          Map.of(
              "SIMULATOR_PORT",
              String.valueOf(simulator.port()),
              "SIMULATOR_ADMIN_TOKEN_FILE",
              file);

      assertThat(run(environment, "health")).isZero();
    }
    assertThat(run(Map.of(), "--admin-token-file=" + empty)).isEqualTo(2);
    assertThat(run(Map.of(), "--admin-token-file=none")).isEqualTo(2);
    assertThat(run(Map.of("SIMULATOR_ADMIN_TOKEN", "x"), "--admin-token-file=" + file))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("--admin-token-file: ", "must not be blank"),
            line -> assertThat(line).contains("--admin-token-file: none cannot be read"),
            line -> assertThat(line).contains("there is a token in --admin-token already"));
  }

  @Test
  void printed_settings_are_a_valid_settings_file() throws IOException {
    String printed = settings(Map.of("SIMULATOR_DATA", "it's: here", "SIMULATOR_SEED", "7"));

    assertThat(settings(Map.of(), "--config=" + file(printed)).lines().map(SettingsTest::setting))
        .containsExactlyElementsOf(printed.lines().map(SettingsTest::setting).toList());
  }

  private static String setting(String line) {
    return line.replaceFirst(" # [^#]*$", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SIMULATOR_DURATION|soon|SIMULATOR_DURATION: 'soon' is not a duration; use a form such as",
        "SIMULATOR_PORT|tcp://10.0.0.1|SIMULATOR_PORT: 'tcp://10.0.0.1' is not an integer",
        "SIMULATOR_PORT|70000|SIMULATOR_PORT: port must be from 0 to 65535",
        "SIMULATOR_JITTER|much|SIMULATOR_JITTER: 'much' is not a number",
        "SIMULATOR_REFUNDS|yes|SIMULATOR_REFUNDS: 'yes' is neither true nor false",
        "SIMULATOR_ENVELOPE|box|SIMULATOR_ENVELOPE: expected one of",
        "SIMULATOR_ADMIN_TOKEN|' '|SIMULATOR_ADMIN_TOKEN: admin-token must not be blank",
        "SIMULATOR_DURATON|5s|SIMULATOR_DURATON: unknown setting; did you mean"
            + " SIMULATOR_DURATION?",
        "SIMULATOR_MAXWORKFLOWS|5|did you mean SIMULATOR_MAX_WORKFLOWS?",
        "SIMULATOR_QQ|x|SIMULATOR_QQ: unknown setting; --help lists all settings",
        "SIMULATOR_CONFIG|none.yaml|SIMULATOR_CONFIG: the settings file none.yaml does not exist"
      })
  void an_invalid_variable_prints_one_line_that_names_it(
      String variable, String value, String message) {
    assertThat(run(Map.of(variable, value))).isEqualTo(2);
    assertThat(err.toString().strip()).hasLineCount(1).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 1\\nduration: soon|:2: duration: 'soon' is not a duration",
        "ttl: 0s|:1: ttl: ttl must be longer than 0",
        "# of mine\\n\\nduraton: 5s|:3: duraton: unknown setting; did you mean duration?",
        "config: other.yaml|:1: config cannot be set in the file itself",
        "port:|:1: port has no value",
        "port: [1]|:1: port must be a single value, not a list",
        "port: {a: 1}|:1: port must be a single value, not a mapping",
        "port: 1\\nport: 2|:2: port is duplicated",
        "port: 1\\n---\\nport: 2|:3: only one YAML document",
        "[]|:1: expected settings",
        "port|:1: expected settings",
        "port: 1\\n\\tseed: 1|:2: found character",
        "a: [|:1: a: unknown setting",
        "' '|is empty; expected settings such as duration: 5s"
      })
  void an_invalid_file_prints_one_line_with_the_line_number(String content, String message)
      throws IOException {
    String config = file(content.replace("\\n", "\n").replace("\\t", "\t"));

    assertThat(run(Map.of(), "--config", config)).isEqualTo(2);
    assertThat(err.toString().strip()).hasLineCount(1).contains(config).contains(message);
  }

  @Test
  void an_unusable_file_is_named_with_the_setting_that_refers_to_it() throws IOException {
    Path binary = Files.write(directory.resolve("clip.mp4"), new byte[] {0, (byte) 0xff, 1});
    Path huge = Files.write(directory.resolve("huge.yaml"), new byte[(1 << 20) + 1]);

    assertThat(run(Map.of(), "--config=" + directory)).isEqualTo(2);
    assertThat(run(Map.of(), "--config=" + binary)).isEqualTo(2);
    assertThat(run(Map.of("SIMULATOR_CONFIG", huge.toString()))).isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("--config: ", "is a directory"),
            line -> assertThat(line).contains("clip.mp4 is not valid UTF-8"),
            line -> assertThat(line).contains("SIMULATOR_CONFIG: ", "larger than 1 MiB"));
  }

  @Test
  void the_file_may_be_json_or_contain_only_comments() throws IOException {
    assertThat(settings(Map.of(), "--config=" + file("# nothing yet\n"))).contains("port: 8080 #");
    assertThat(settings(Map.of(), "--config=" + file("\ufeff{\"port\": 1}"))).contains("port: 1 #");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--durtion=5s|did you mean --duration?",
        "helth|--help lists all options and commands",
        "health --port=1|options must precede health"
      })
  void unknown_options_and_commands_get_a_suggestion(String arguments, String message) {
    assertThat(run(Map.of(), arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString().strip()).hasLineCount(1).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version"})
  void help_works_with_invalid_settings(String question) {
    assertThat(run(Map.of("SIMULATOR_CONFIG", "none.yaml", "SIMULATOR_X", "y"), question)).isZero();
    assertThat(out.toString()).contains("workflow-mock-server");
  }

  @Test
  void the_health_command_uses_the_settings_of_the_simulator() {
    Map<String, String> environment;
    try (Simulator simulator = Simulator.builder().adminToken("s3cret").start()) {
      String port = String.valueOf(simulator.port());
      environment = Map.of("SIMULATOR_PORT", port, "SIMULATOR_HOST", "0.0.0.0");

      assertThat(run(environment, "health")).isZero();
      assertThat(out.toString()).contains(port + "/__admin/simulator/health is ready");
    }
    assertThat(run(environment, "health")).isEqualTo(1);
    assertThat(err.toString()).contains("is not ready: ");
  }

  private String settings(Map<String, String> environment, String... arguments) {
    StringWriter printed = new StringWriter();
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("settings")).toArray(String[]::new);
    assertThat(
            Main.commandLine(environment)
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(err, true))
                .execute(all))
        .as(err.toString())
        .isZero();
    return printed.toString();
  }

  private int run(Map<String, String> environment, String... arguments) {
    return Main.commandLine(environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String file(String content) throws IOException {
    return Files.writeString(directory.resolve("simulator.yaml"), content).toString();
  }
}
