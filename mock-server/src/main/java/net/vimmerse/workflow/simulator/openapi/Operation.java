package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes an operation.
 *
 * @param id the operationId
 * @param method in upper case
 * @param path with parameters in braces
 * @param parameters the resolved parameter objects, including those of the path item
 * @param bodySchema the name of the schema of the request body; null if there is no body
 * @param errors the bodies of the documented errors, by status
 */
public record Operation(
    String id,
    String method,
    String path,
    List<JsonNode> parameters,
    @Nullable String bodySchema,
    Map<Integer, JsonNode> errors) {}
