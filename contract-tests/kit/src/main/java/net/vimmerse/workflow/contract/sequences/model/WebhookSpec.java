package net.vimmerse.workflow.contract.sequences.model;

import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * The documented form of a webhook.
 *
 * @param field the property of the create body that holds the address
 * @param method in small letters, as in the document
 * @param contentType the content type of its body; empty when it has none
 * @param body the schema of its body
 */
public record WebhookSpec(String field, String method, String contentType, SchemaNode body) {}
