package net.vimmerse.workflow.contract.openapi;

import java.util.Map;

/**
 * An operation together with what a concrete path said of its parameters.
 *
 * @param operation the operation
 * @param pathParameters the decoded value of each path parameter
 */
public record OperationMatch(Operation operation, Map<String, String> pathParameters) {}
