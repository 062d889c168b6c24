package net.vimmerse.workflow.contract;

import java.util.Map;

/**
 * An operation together with what a concrete path said of its parameters.
 *
 * @param operation the operation
 * @param pathParameters the decoded value of each path parameter
 */
public record Match(Operation operation, Map<String, String> pathParameters) {}
