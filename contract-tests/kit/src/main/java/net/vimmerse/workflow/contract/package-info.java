/**
 * The contract kit: everything that can be said about a server or a client of the Workflow API from
 * its OpenAPI document alone.
 *
 * <p>{@link net.vimmerse.workflow.contract.openapi.Document} reads the document, {@link
 * net.vimmerse.workflow.contract.validation.ContractValidator} holds one {@link
 * net.vimmerse.workflow.contract.validation.RecordedExchange} against it, and {@link
 * net.vimmerse.workflow.contract.recording.ValidatingInterceptor} does so for every call of an
 * OkHttp client. No fact of the API is written in Java: another document makes another judge.
 */
@NullMarked
package net.vimmerse.workflow.contract;

import org.jspecify.annotations.NullMarked;
