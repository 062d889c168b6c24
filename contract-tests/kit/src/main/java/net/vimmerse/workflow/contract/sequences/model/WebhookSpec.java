package net.vimmerse.workflow.contract.sequences.model;

import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * A call-back as the document describes it.
 *
 * @param field the member of the create body that says where it goes
 * @param method in small letters, as in the document
 * @param contentType the content type of its body; empty when it has none
 * @param body the schema of its body
 */
public record WebhookSpec(String field, String method, String contentType, SchemaNode body) {}
