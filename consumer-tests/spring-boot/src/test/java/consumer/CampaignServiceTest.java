package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.vimmerse.workflow.simulator.junit.TestWorld;
import net.vimmerse.workflow.simulator.junit.WithSimulator;
import org.junit.jupiter.api.Test;

@WithSimulator
class CampaignServiceTest {

  @Test
  void a_failed_clip_is_reordered(TestWorld world) {
    world.outcome("fail-at=upscale");
    CampaignService campaigns = new CampaignService(world.url(), world.key());

    campaigns.order("Launch");
    world.advance(Duration.ofMinutes(1));
    campaigns.check();

    assertThat(world.calls("createWorkflow")).isEqualTo(2);
  }

  @Test
  void a_clip_in_progress_is_not_reordered(TestWorld world) {
    CampaignService campaigns = new CampaignService(world.url(), world.key());

    campaigns.order("Launch");
    world.advance(Duration.ofSeconds(10));

    assertThat(campaigns.check()).isEqualTo("processing");
    assertThat(world.calls("createWorkflow")).isEqualTo(1);
  }
}
