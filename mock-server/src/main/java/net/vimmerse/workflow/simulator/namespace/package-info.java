/**
 * Namespaces, one for each API key, with its workflows, clock, credits, rules, requests and
 * webhooks.
 */
@NullMarked
package net.vimmerse.workflow.simulator.namespace;

import org.jspecify.annotations.NullMarked;
