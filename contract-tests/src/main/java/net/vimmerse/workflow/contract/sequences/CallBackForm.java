package net.vimmerse.workflow.contract.sequences;

import net.vimmerse.workflow.contract.Place;

/**
 * A call-back as the document describes it.
 *
 * @param field the member of the create body that says where it goes
 * @param method in small letters, as in the document
 * @param contentType the content type of its body; empty when it has none
 * @param body the schema of its body
 */
record CallBackForm(String field, String method, String contentType, Place body) {}
