package net.vimmerse.workflow.contract.openapi;

import java.util.Map;

/**
 * An operation and the path parameters of a concrete path.
 *
 * @param operation the operation
 * @param pathParameters the decoded value of each path parameter
 */
public record OperationMatch(Operation operation, Map<String, String> pathParameters) {}
