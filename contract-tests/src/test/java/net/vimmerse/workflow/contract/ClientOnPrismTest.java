package net.vimmerse.workflow.contract;

import net.vimmerse.workflow.client.WorkflowClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mock server that others wrote understands our client, and our client understands it. */
class ClientOnPrismTest implements ClientCalls {
  @RegisterExtension static final PrismLane PRISM = new PrismLane();

  private JudgingInterceptor interceptor;

  @BeforeEach
  void listen() {
    interceptor = new JudgingInterceptor(Judge.of(Document.bundled()), PRISM.url());
    interceptor.blindCheck();
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
