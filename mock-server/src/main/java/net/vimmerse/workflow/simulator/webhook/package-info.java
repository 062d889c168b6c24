/**
 * Sends a webhook when a workflow has ended, and retries it.
 *
 * <p>{@link net.vimmerse.workflow.simulator.webhook.Webhooks} runs on virtual time that it is
 * given; it starts no thread and reads no clock. Only {@link
 * net.vimmerse.workflow.simulator.webhook.HttpWebhookSender} uses the network and real time. Does
 * not depend on JSON or WireMock.
 */
@NullMarked
package net.vimmerse.workflow.simulator.webhook;

import org.jspecify.annotations.NullMarked;
