package net.vimmerse.workflow.simulator.seeding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Workflows to be created at start.
 *
 * @param number its place in the file, from 1
 * @param key whose they are
 * @param request what is sent to create each
 * @param outcome what is asked for, as in the header; null for nothing
 * @param count how many
 */
record SeedEntry(int number, String key, ObjectNode request, @Nullable String outcome, int count) {}
