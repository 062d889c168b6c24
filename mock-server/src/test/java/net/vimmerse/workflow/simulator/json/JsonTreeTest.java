package net.vimmerse.workflow.simulator.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "null",
        "true",
        "{\"a\":{\"b\":[1,{\"c\":[]},null,false,\"\\u00e9\\ud83d\\ude00\\n\"]},\"\":{}}",
        "[0,-1,2147483647,2147483648,-9223372036854775808,9223372036854775808]",
        "[0.0,-0.0,1.50,1e3,1E-7,123456789012345678901234567890.123456789,0e10]"
      })
  void a_tree_is_read_and_written_as_by_an_object_mapper(String json) throws IOException {
    JsonNode tree = read(json);

    assertThat(tree).isEqualTo(MAPPER.readTree(json));
    assertThat(write(tree)).isEqualTo(new String(MAPPER.writeValueAsBytes(tree), UTF_8));
  }

  @Test
  void a_whole_document_is_read_as_by_an_object_mapper() throws IOException {
    String resource = "/net/vimmerse/workflow/workflow-api.json";
    try (InputStream ours = JsonTree.class.getResourceAsStream(resource);
        InputStream theirs = JsonTree.class.getResourceAsStream(resource)) {
      assertThat(JsonTree.read(ours)).isEqualTo(MAPPER.readTree(theirs));
    }
  }

  @Test
  void the_last_of_equal_names_counts() throws IOException {
    assertThat(write(read("{\"a\":1,\"a\":2}"))).isEqualTo("{\"a\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1", "{\"a\"", "{\"a\":", "[1,]", "{\"a\" 1}", "nul", "\"a"})
  void what_is_not_json_is_refused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void plain_values_are_those_of_an_object_mapper() throws IOException {
    String json = "{\"a\":[1,2147483648,1.5,\"b\",true,null,{\"c\":[]}],\"d\":{}}";
    Map<String, Object> expected = MAPPER.readValue(json, new TypeReference<>() {});

    Map<String, Object> values = JsonTree.toJava((ObjectNode) read(json));

    assertThat(values).isEqualTo(expected);
    assertThat(write(values)).isEqualTo(json);
  }

  private static JsonNode read(String json) throws IOException {
    return JsonTree.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  private static String write(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonTree.generator(bytes)) {
      JsonTree.write(out, value);
    }
    return bytes.toString(UTF_8);
  }
}
