package net.vimmerse.workflow.contract.sequences.invariants;

import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A received webhook.
 *
 * @param address the last segment of the address that it was sent to
 * @param method in capital letters
 * @param contentType as sent; null when there was none
 * @param body as sent
 */
public record ReceivedWebhook(
    String address, String method, @Nullable String contentType, ByteString body) {}
