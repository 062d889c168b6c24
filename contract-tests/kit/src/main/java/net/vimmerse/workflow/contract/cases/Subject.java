package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * What of the document a case is about.
 *
 * @param place the node of the document, such as the schema that is violated
 * @param property what of the request is affected: a dotted path in the body, or the name of a
 *     header or parameter; empty for the whole
 * @param keyword the keyword of the schema, or else of the document, that is put to the test:
 *     {@code enum}, {@code maxLength}, {@code required}, {@code security}
 */
public record Subject(JsonPointer place, String property, String keyword) {}
