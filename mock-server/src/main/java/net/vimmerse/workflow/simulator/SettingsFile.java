package net.vimmerse.workflow.simulator;

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
import org.yaml.snakeyaml.error.MarkedYAMLException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** A file of settings in YAML, of which JSON is a part: each by the name of its option. */
final class SettingsFile {

  private static final int MOST_BYTES = 1 << 20;
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
   * @param asked where it was asked for: an option or a variable
   * @return its settings; their values are not looked at
   * @throws ParameterException if it cannot be read, or has anything but settings; the message
   *     names the file and the line
   */
  static Map<OptionSpec, Setting> read(CommandLine program, Path file, String asked) {
    SettingsFile reader = new SettingsFile(program, file);
    String text = reader.text(asked);
    try (YAMLParser parser = YAML.createParser(text)) {
      reader.read(parser);
    } catch (JsonProcessingException e) {
      throw reader.unreadable(e);
    } catch (IOException e) {
      throw reader.wrong(file + ": " + e.getMessage());
    }
    return reader.settings;
  }

  private String text(String asked) {
    String name = asked + ": the settings file " + file;
    if (Files.isDirectory(file)) {
      throw wrong(name + " is a directory");
    }
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw wrong(name + " does not exist");
    } catch (IOException e) {
      throw wrong(name + " cannot be read: " + e);
    }
    if (bytes.length > MOST_BYTES) {
      throw wrong(name + " is larger than 1 MiB; is it another file?");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw wrong(name + " is not a text in UTF-8");
    }
    if (text.isBlank()) {
      throw wrong(name + " is empty; write settings such as duration: 5s, one a line");
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private void read(YAMLParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    // Nothing but comments.
    if (first == null) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      throw wrong(parser, "settings are expected, one a line, such as duration: 5s");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      setting(parser, parser.currentName());
    }
    if (parser.nextToken() != null) {
      throw wrong(parser, "a second document begins here; leave one");
    }
  }

  private void setting(YAMLParser parser, String key) throws IOException {
    String source = place(parser) + key;
    OptionSpec option =
        SettingNames.ofKey(program.getCommandSpec(), key)
            .orElseThrow(() -> wrong(source + unknown(key)));
    JsonToken value = parser.nextToken();
    if (value == JsonToken.VALUE_NULL) {
      throw wrong(source + " has no value; write one, or leave out the line");
    }
    if (!value.isScalarValue()) {
      throw wrong(
          source
              + " takes one value, not a "
              + (value == JsonToken.START_ARRAY ? "list" : "group of settings"));
    }
    if (settings.putIfAbsent(option, new Setting(parser.getText(), source)) != null) {
      throw wrong(source + " is there twice; leave one");
    }
  }

  private String unknown(String key) {
    return key.equals(CONFIG_KEY)
        ? " cannot be set in the file itself"
        : ": there is no such setting"
            + SettingNames.nearest(program.getCommandSpec(), key)
                .map(option -> "; did you mean " + SettingNames.key(option) + "?")
                .orElse("; --help lists all, without the dashes here");
  }

  private ParameterException unreadable(JsonProcessingException e) {
    // Never the whole message, which quotes the file, and with it perhaps a secret.
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      String problem = marked.getProblem().lines().findFirst().orElse("");
      return wrong(file + ":" + (marked.getProblemMark().getLine() + 1) + ": " + problem);
    }
    return wrong(file + " is neither YAML nor JSON");
  }

  private ParameterException wrong(YAMLParser parser, String what) {
    return wrong(place(parser) + what);
  }

  private String place(YAMLParser parser) {
    return file + ":" + parser.currentTokenLocation().getLineNr() + ": ";
  }

  private ParameterException wrong(String message) {
    return new ParameterException(program, message);
  }
}
