package net.vimmerse.workflow.simulator.api;

import net.vimmerse.workflow.simulator.http.Envelope;
import net.vimmerse.workflow.simulator.http.ErrorFormat;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;

/** The API without a server, as it is by default. */
public final class DefaultApi {

  private DefaultApi() {}

  /** Creates an API that prints nothing. */
  public static SimulatedApi of(Namespaces namespaces) {
    return new SimulatedApi(
        WorkflowApiDocument.load(), namespaces, Envelope.DATA, ErrorFormat.VENDOR, request -> {});
  }
}
