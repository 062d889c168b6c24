package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.simulator.junit.WithSimulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@WithSimulator
@SpringBootTest
class CampaignTest {
  @Autowired private WorkflowClient client;

  @Test
  void a_slow_workflow_succeeds(TestNamespace namespace) {
    namespace.outcome("slow=10m");
    VimAstronautRequest request =
        VimAstronautRequest.builder().addImageUrl("https://example.com/input.png").build();

    assertThat(client.create(request).await().result()).isNotEmpty();
  }
}
