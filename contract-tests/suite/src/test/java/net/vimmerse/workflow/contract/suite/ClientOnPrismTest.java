package net.vimmerse.workflow.contract.suite;

import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import net.vimmerse.workflow.contract.recording.ValidatingInterceptor;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mock server that others wrote understands our client, and our client understands it. */
class ClientOnPrismTest implements ClientOperationsTests {
  @RegisterExtension static final PrismExtension PRISM = new PrismExtension();

  private ValidatingInterceptor interceptor;

  @BeforeEach
  void listen() {
    interceptor = new ValidatingInterceptor(ContractValidator.of(Document.bundled()), PRISM.url());
    interceptor.selfCheck();
  }

  @Override
  public WorkflowClient client() {
    return WorkflowClient.builder()
        .apiKey("client-calls")
        .baseUrl(PRISM.url().toString())
        .httpClient(PRISM.http().newBuilder().addNetworkInterceptor(interceptor).build())
        .build();
  }

  @Override
  public ExchangeLog log() {
    return interceptor.log();
  }
}
