/**
 * Calls a workflow's {@code webhook_url} when it has ended, and tries again as long as that makes
 * sense.
 *
 * <p>Everything is due at an instant of somebody else's time: {@link
 * net.vimmerse.workflow.simulator.webhook.Webhooks} is told what time it is, starts no thread and
 * reads no clock. Only {@link net.vimmerse.workflow.simulator.webhook.HttpSender} touches the
 * network and real time. No JSON, no WireMock.
 */
@NullMarked
package net.vimmerse.workflow.simulator.webhook;

import org.jspecify.annotations.NullMarked;
