/**
 * The contract kit: tests servers and clients of the Workflow API against its OpenAPI document.
 *
 * <p>{@link net.vimmerse.workflow.contract.openapi.Document} reads the document, {@link
 * net.vimmerse.workflow.contract.validation.ContractValidator} validates one {@link
 * net.vimmerse.workflow.contract.validation.RecordedExchange}, and {@link
 * net.vimmerse.workflow.contract.recording.ValidatingInterceptor} does so for every call of an
 * OkHttp client. No fact of the API is written in Java: another document makes another validator.
 */
@NullMarked
package net.vimmerse.workflow.contract;

import org.jspecify.annotations.NullMarked;
