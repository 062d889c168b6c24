package net.vimmerse.workflow.simulator;

import java.util.List;
import java.util.Map;

/**
 * A request that the simulator has read, and what it answers.
 *
 * @param method in upper case
 * @param url path and query, as sent
 * @param requestHeaders the values of each header by its name as sent
 * @param requestBody empty if there was none; of a body that is too large, its beginning
 * @param status the status of the answer
 * @param responseHeaders the values of each header by its name
 * @param responseBody empty if there is none
 * @param broken whether the connection ends before the answer does, because a fault was asked for
 */
public record ServedExchange(
    String method,
    String url,
    Map<String, List<String>> requestHeaders,
    byte[] requestBody,
    int status,
    Map<String, List<String>> responseHeaders,
    byte[] responseBody,
    boolean broken) {}
