package net.vimmerse.workflow.contract.sequences.invariants;

import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A call-back that arrived.
 *
 * @param address the last segment of the address that it was sent to
 * @param method in capital letters
 * @param contentType as sent; null when it was not
 * @param body as sent
 */
public record ReceivedWebhook(
    String address, String method, @Nullable String contentType, ByteString body) {}
