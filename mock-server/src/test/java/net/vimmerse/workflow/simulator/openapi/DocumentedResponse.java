package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.vimmerse.workflow.simulator.ApiClient;

/** Checks responses of the admin API against its document. */
public final class DocumentedResponse {

  private static final OpenApiDocument DOCUMENT =
      OpenApiDocument.load("/net/vimmerse/workflow/simulator/simulator-api.yaml");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDialect(
          Dialects.getOpenApi30(),
          builder -> builder.schemas(Map.of("urn:admin", DOCUMENT.root().toString())));

  private DocumentedResponse() {}

  /**
   * Checks a response.
   *
   * @throws AssertionError if the document does not permit it
   */
  public static void check(String method, String path, ApiClient.Response actual) {
    if (!(DOCUMENT.route(method, path) instanceof Route.Found found)) {
      return;
    }
    JsonNode operation =
        DOCUMENT
            .root()
            .path("paths")
            .path(found.operation().path())
            .path(method.toLowerCase(Locale.ROOT));
    JsonNode response =
        DOCUMENT.resolve(operation.path("responses").path(String.valueOf(actual.status())));
    if (response.isMissingNode()) {
      throw new AssertionError(
          found.operation().id() + " has no documented response with " + actual.status());
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      if (actual.body().length > 0) {
        throw new AssertionError(found.operation().id() + " should have no body");
      }
      return;
    }
    String ref = content.path("application/json").path("schema").path("$ref").asText();
    if (!ref.isEmpty()) {
      List<Error> errors =
          SCHEMAS.getSchema(SchemaLocation.of("urn:admin" + ref)).validate(actual.json());
      if (!errors.isEmpty()) {
        throw new AssertionError(found.operation().id() + ": " + errors + " in " + actual.text());
      }
    }
  }
}
