package net.vimmerse.workflow.simulator.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Describes workflows to create at start.
 *
 * @param number the position in the file, from 1
 * @param key the API key that owns them
 * @param request the request body
 * @param outcome the value of the outcome header; null for none
 * @param count how many to create
 */
record SeedEntry(int number, String key, ObjectNode request, @Nullable String outcome, int count) {}
