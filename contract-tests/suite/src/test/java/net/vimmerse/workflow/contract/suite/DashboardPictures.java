package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.simulation.VirtualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Takes the pictures of the dashboard's guide anew. Its name does not end in Test, so it runs only
 * when it is asked for: {@code -Dtest=DashboardPictures}.
 */
@ResourceLock("browser")
class DashboardPictures {
  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  private static final Path FOLDER = Repository.ROOT.resolve("docs/images");
  private static final int WIDE = 1440;
  private static final int NARROW = 380;

  private BrowserPage page;

  @Test
  void the_guide_gets_new_pictures() throws IOException {
    page = new BrowserPage(BROWSER.driver());
    try (Simulator simulator =
        Simulator.builder().seed(7).duration(Duration.ofMinutes(4)).start()) {
      ApiCaller caller = new ApiCaller(simulator.url(), "demo");
      VirtualClock clock = simulator.world("demo").clock();
      clock.freeze();
      clock.set(Instant.parse("2026-03-01T09:30:00Z"));
      simulator.world("demo").credits().setBalance(1_200L);
      caller.create(request("vim_product_poster", "Poster for the fair", ""));
      caller.create(request("vim_company_cards", "Card for Ana", "sim:fail-at=upscale"));
      String clip = caller.create(request("vim_astronaut", "Launch clip", ""));
      clock.advance(Duration.ofMinutes(6));
      String failed =
          caller.create(request("vim_bride", "Spring campaign", "sim:fail-at=image_to_image"));
      clock.advance(Duration.ofMinutes(2));
      caller.send("POST", "/v2/workflow", "{\"options\": {\"aspect_ratio\": \"2:1\"}}");
      caller.create(request("vim_arctic", "Arctic teaser", ""));
      clock.advance(Duration.ofSeconds(70));
      caller.create(request("vim_wedding_palace", "Palace, second take", ""));
      clock.advance(Duration.ofSeconds(35));
      String views = simulator.url() + "/#/";

      page.prefer("light");
      page.open(views + "workflows/" + clip, WIDE, 940);
      page.until("the clip is there", () -> page.count(".result video") == 1);
      page.script("document.querySelector('.result video').currentTime = 1.5");
      take("workflow");
      page.open(views + "templates/vim_astronaut", WIDE, 940);
      page.write("title", "Launch");
      page.choose("aspect_ratio", "9:16");
      page.find("input[value=java] + span").click();
      page.sees("VimAstronautRequest.builder()");
      take("try");
      page.open(views + "requests", WIDE, 940);
      page.click("422");
      take("requests");
      page.open(views + "workflows", NARROW, 820);
      page.sees("6 workflows");
      take("narrow-list");
      page.prefer("dark");
      page.open(views + "templates", WIDE, 940);
      page.sees("40 templates");
      take("templates");
      page.open(views + "controls", WIDE, 940);
      page.sees("Add fault");
      take("controls");
      page.open(views + "workflows/" + failed, NARROW, 820);
      page.sees("Why it failed");
      take("narrow-workflow");
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
    // Bars and pictures have come to rest by then.
    page.awaited("await new Promise(resolve => setTimeout(resolve, 1200))");
    Map<String, Object> picture =
        BROWSER
            .driver()
            .executeCdpCommand("Page.captureScreenshot", Map.of("format", "webp", "quality", 80));
    Files.createDirectories(FOLDER);
    Files.write(
        FOLDER.resolve(name + ".webp"),
        Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
  }
}
