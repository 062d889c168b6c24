package net.vimmerse.workflow.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Reads a file of settings in YAML or JSON, each under the name of its option. */
final class SettingsFile {

  private static final int MAX_BYTES = 1 << 20;
  private static final YAMLFactory YAML = new YAMLFactory();

  private static final String CONFIG_KEY = SettingNames.CONFIG.substring(2);

  private final CommandLine program;
  private final Path file;
  private final Map<OptionSpec, Setting> settings = new LinkedHashMap<>();

  private SettingsFile(CommandLine program, Path file) {
    this.program = program;
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param requestedBy the option or variable that names the file
   * @return the settings; their values are not checked
   * @throws ParameterException if the file is missing or malformed; the message names the file and
   *     the line
   */
  static Map<OptionSpec, Setting> read(CommandLine program, Path file, String requestedBy) {
    SettingsFile reader = new SettingsFile(program, file);
    String text = reader.text(requestedBy);
    try (YAMLParser parser = YAML.createParser(text)) {
      reader.read(parser);
    } catch (JsonProcessingException e) {
      throw reader.unreadable(e);
    } catch (IOException e) {
      throw reader.error(file + ": " + e.getMessage());
    }
    return reader.settings;
  }

  private String text(String requestedBy) {
    String name = requestedBy + ": the settings file " + file;
    if (Files.isDirectory(file)) {
      throw error(name + " is a directory");
    }
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw error(name + " does not exist");
    } catch (IOException e) {
      throw error(name + " cannot be read: " + StartupException.causeOf(e));
    }
    if (bytes.length > MAX_BYTES) {
      throw error(name + " is larger than 1 MiB");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw error(name + " is not valid UTF-8");
    }
    if (text.isBlank()) {
      throw error(name + " is empty; expected settings such as duration: 5s");
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private void read(YAMLParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    // The file contains only comments.
    if (first == null) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      throw error(parser, "expected settings such as duration: 5s");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      setting(parser, parser.currentName());
    }
    if (parser.nextToken() != null) {
      throw error(parser, "only one YAML document is allowed");
    }
  }

  private void setting(YAMLParser parser, String key) throws IOException {
    String source = location(parser) + key;
    OptionSpec option =
        SettingNames.ofKey(program.getCommandSpec(), key)
            .orElseThrow(() -> error(source + unknown(key)));
    JsonToken value = parser.nextToken();
    if (value == JsonToken.VALUE_NULL) {
      throw error(source + " has no value");
    }
    if (!value.isScalarValue()) {
      throw error(
          source
              + " must be a single value, not a "
              + (value == JsonToken.START_ARRAY ? "list" : "mapping"));
    }
    if (settings.putIfAbsent(option, new Setting(parser.getText(), source)) != null) {
      throw error(source + " is duplicated");
    }
  }

  private String unknown(String key) {
    return key.equals(CONFIG_KEY)
        ? " cannot be set in the file itself"
        : ": unknown setting"
            + SettingNames.suggest(program.getCommandSpec(), key)
                .map(option -> "; did you mean " + SettingNames.key(option) + "?")
                .orElse("; --help lists all settings");
  }

  private ParameterException unreadable(JsonProcessingException e) {
    // The whole message would quote the file, which may contain a secret.
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      String problem = marked.getProblem().lines().findFirst().orElse("");
      return error(file + ":" + (marked.getProblemMark().getLine() + 1) + ": " + problem);
    }
    return error(file + " is neither YAML nor JSON");
  }

  private ParameterException error(YAMLParser parser, String message) {
    return error(location(parser) + message);
  }

  private String location(YAMLParser parser) {
    return file + ":" + parser.currentTokenLocation().getLineNr() + ": ";
  }

  private ParameterException error(String message) {
    return new ParameterException(program, message);
  }
}
