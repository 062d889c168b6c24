package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.vimmerse.workflow.simulator.junit.WithSimulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.junit.jupiter.api.Test;

@WithSimulator
class CampaignServiceTest {

  @Test
  void a_failed_clip_is_reordered(TestNamespace namespace) {
    namespace.outcome("fail-at=upscale");
    CampaignService campaigns = new CampaignService(namespace.url(), namespace.apiKey());

    campaigns.order("Launch");
    namespace.advance(Duration.ofMinutes(1));
    campaigns.check();

    assertThat(namespace.calls("createWorkflow")).isEqualTo(2);
  }

  @Test
  void a_clip_in_progress_is_not_reordered(TestNamespace namespace) {
    CampaignService campaigns = new CampaignService(namespace.url(), namespace.apiKey());

    campaigns.order("Launch");
    namespace.advance(Duration.ofSeconds(10));

    assertThat(campaigns.check()).isEqualTo("processing");
    assertThat(namespace.calls("createWorkflow")).isEqualTo(1);
  }
}
