package net.vimmerse.workflow.contract.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import okio.ByteString;

/** Parses bodies as JSON. */
public final class JsonBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonBody() {}

  /** Returns the value of a body; a missing node when it is empty or no JSON. */
  public static JsonNode parse(ByteString body) {
    try {
      return JSON.readTree(body.utf8());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
