package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * The part of the document that a case tests.
 *
 * @param pointer the node of the document, such as the violated schema
 * @param property the affected part of the request: a dotted path in the body, or the name of a
 *     header or parameter; empty for the whole
 * @param keyword the tested keyword of the schema or of the document: {@code enum}, {@code
 *     maxLength}, {@code required}, {@code security}
 */
public record Subject(JsonPointer pointer, String property, String keyword) {}
