package net.vimmerse.workflow.simulator.http;

import java.util.List;
import java.util.Map;

/**
 * Describes a request and its response.
 *
 * @param method in upper case
 * @param url path and query, as sent
 * @param requestHeaders the values of each header, by name as sent
 * @param requestBody empty if there was none; an oversized body is truncated
 * @param status the response status
 * @param responseHeaders the values of each header, by name
 * @param responseBody empty if there is none
 * @param broken whether a fault rule closes the connection before the response ends
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
