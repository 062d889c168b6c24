/** Declares the client of the Workflow API. Compiled into META-INF/versions/9 of the jar. */
module net.vimmerse.workflow.client {
  requires com.google.gson;
  requires java.logging;
  requires transitive okhttp3;
  requires transitive okio;
  requires retrofit2.converter.gson;
  requires transitive retrofit2;
  requires static com.fasterxml.jackson.annotation;
  requires static java.compiler;
  requires static transitive org.jspecify;

  exports net.vimmerse.workflow.client;
  exports net.vimmerse.workflow.client.api;
  exports net.vimmerse.workflow.client.model;

  // It creates the type adapters, which are not public.
  opens net.vimmerse.workflow.client.model to com.google.gson;
}
