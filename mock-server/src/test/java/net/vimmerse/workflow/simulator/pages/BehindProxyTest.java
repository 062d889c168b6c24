package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.TlsProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The pages in a real browser, behind a proxy that ends TLS and removes the beginning of paths. */
@UsesChromium
@ResourceLock("another chromium")
class BehindProxyTest {

  private static final String MEDIA =
      """
      const clip = document.querySelector('video');
      const images = [...document.querySelectorAll('main img')];
      return clip?.readyState > 0 && images.length > 0 && images.every(each => each.naturalWidth > 0);
      """;

  @TempDir private Path directory;

  private Simulator simulator;
  private TlsProxy proxy;
  private BrowserPage page;

  @BeforeEach
  void start(BrowserPage page) throws Exception {
    this.page = page;
    simulator = Simulator.builder().duration(Duration.ZERO).start();
    proxy = new TlsProxy(simulator.url(), directory);
    page.ignoreCertificateErrors(true);
  }

  @AfterEach
  void stop() {
    page.ignoreCertificateErrors(false);
    proxy.close();
    simulator.close();
  }

  @Test
  void the_dashboard_shows_image_and_clip_of_a_workflow_created_there() {
    TestClient demo = new TestClient(simulator.url(), "demo");
    String id = demo.create("{\"image_urls\": [\"https://example.com/in.png\"]}");
    page.open(proxy.url() + "/#/workflows/" + id + "?namespace=" + demo.namespace(), 1440, 1000);

    page.waitUntil("image and clip are loaded", () -> page.script(MEDIA).equals(true));
    assertThat(page.script("return document.querySelector('video').currentSrc").toString())
        .startsWith(proxy.url() + "/media/");
  }

  @Test
  void operations_can_be_tried_out_in_both_references() {
    for (String[] reference :
        new String[][] {{"/docs", "createWorkflow"}, {"/docs/admin", "getClock"}}) {
      page.open(proxy.url() + reference[0], 1440, 1000);
      page.find("#" + reference[1] + " [type=submit]").click();
      page.waitUntil("a response is shown", () -> page.count(".response") == 1);
      assertThat(page.find(".curl").getText()).contains(proxy.url() + "/");
    }
    assertThat(new TestClient(simulator.url(), "demo").workflows()).hasSize(1);
  }
}
