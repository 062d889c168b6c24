package net.vimmerse.workflow.simulator.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.TlsProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Takes the pictures of the dashboard's guide. The name does not end in Test, so it runs on request
 * only: {@code -Dtest=Screenshots}.
 */
@UsesChromium
@ResourceLock("another chromium")
class Screenshots {
  private static final Path FOLDER = Path.of("../docs/images");
  private static final int WIDE = 1440;
  private static final int NARROW = 380;

  private BrowserPage page;

  @Test
  void take_pictures_for_the_guide(BrowserPage page) throws IOException {
    this.page = page;
    try (Simulator simulator =
        Simulator.builder().seed(7).duration(Duration.ofMinutes(4)).start()) {
      TestClient demo = new TestClient(simulator.url(), "demo");
      demo.admin("POST", "/clock", "{\"frozen\": true, \"now\": \"2026-03-01T09:30:00Z\"}");
      demo.admin("POST", "/credits", "{\"balance\": 1200}");
      demo.create(request("vim_product_poster", "Poster for the fair", ""));
      demo.create(request("vim_company_cards", "Card for Ana", "sim:fail-at=upscale"));
      String clip = demo.create(request("vim_astronaut", "Launch clip", ""));
      demo.advance(Duration.ofMinutes(6));
      String failed =
          demo.create(request("vim_bride", "Spring campaign", "sim:fail-at=image_to_image"));
      demo.advance(Duration.ofMinutes(2));
      demo.send("POST", "/v2/workflow", "{\"options\": {\"aspect_ratio\": \"2:1\"}}");
      demo.create(request("vim_arctic", "Arctic teaser", ""));
      demo.advance(Duration.ofSeconds(70));
      demo.create(request("vim_wedding_palace", "Palace, second take", ""));
      demo.advance(Duration.ofSeconds(35));
      String views = simulator.url() + "/#/";

      page.preferColorScheme("light");
      page.open(views + "workflows/" + clip, WIDE, 940);
      page.waitUntil("the video is shown", () -> page.count(".result video") == 1);
      page.script("document.querySelector('.result video').currentTime = 1.5");
      take("workflow");
      page.open(views + "templates/vim_astronaut", WIDE, 940);
      page.type("title", "Launch");
      page.select("aspect_ratio", "9:16");
      page.find("input[value=java] + span").click();
      page.waitForText("VimAstronautRequest.builder()");
      take("create");
      page.open(views + "requests", WIDE, 940);
      page.waitForText("requests, newest first");
      page.script(
          "[...document.querySelectorAll('a.request')].find(each => each.innerText.includes('422')).click()");
      page.waitForText("Validation errors");
      take("requests");
      page.open(views + "workflows", NARROW, 820);
      page.waitForText("6 workflows");
      take("narrow-list");
      page.preferColorScheme("dark");
      page.open(views + "templates", WIDE, 940);
      page.waitForAllTemplates();
      page.waitUntil(
          "the pictures are loaded",
          () ->
              page.script(
                      "return [...document.querySelectorAll('.template img')].slice(0, 8).every(each => each.complete)")
                  .equals(true));
      take("templates");
      page.open(views + "controls", WIDE, 940);
      page.waitForText("Add fault rule");
      take("controls");
      page.open(views + "workflows/" + failed, NARROW, 820);
      page.waitForText("Reason for failure");
      take("narrow-workflow");
    }
  }

  @Test
  void take_a_picture_behind_a_proxy(BrowserPage page, @TempDir Path directory) throws Exception {
    this.page = page;
    page.ignoreCertificateErrors(true);
    try (Simulator simulator = Simulator.builder().seed(7).duration(Duration.ZERO).start();
        TlsProxy proxy = new TlsProxy(simulator.url(), directory)) {
      TestClient demo = new TestClient(simulator.url(), "demo");
      String clip = demo.create(request("vim_astronaut", "Launch clip", ""));
      page.preferColorScheme("light");
      page.open(proxy.url() + "/#/workflows/" + clip, WIDE, 940);
      page.waitUntil("the video is shown", () -> page.count(".result video") == 1);
      page.script("document.querySelector('.result video').currentTime = 1.5");
      page.script("document.querySelector('.result').scrollIntoView()");
      take("behind-proxy");
    } finally {
      page.ignoreCertificateErrors(false);
    }
  }

  private static String request(String template, String title, String event) {
    return """
        {"template_id": "%s", "title": "%s", "event_id": "%s",
         "image_urls": ["https://example.com/input.png"]}
        """
        .formatted(template, title, event);
  }

  private void take(String name) throws IOException {
    // By then images are loaded and transitions have ended.
    page.asyncScript("await new Promise(resolve => setTimeout(resolve, 1200))");
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(name + ".webp"), page.screenshot());
  }
}
