package net.vimmerse.workflow.simulator.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The dashboard, if a template of the document makes audio. */
@UsesChromium
@ResourceLock("chromium")
class DashboardAudioTest {
  private static final String RESOURCE = "net/vimmerse/workflow/workflow-api.yaml";
  private static final String NEIGHBOUR = "VimInfiniteLoopRequest";
  private static final String REFERENCE = "        - $ref: \"#/components/schemas/%s\"\n";
  private static final String TEMPLATE =
      """
      VimLullabyRequest:
        x-template:
          label: Lullaby
          description: Sings what a picture shows.
          inputs: [local]
          webhook: true
          modes:
            audio: {credits: 10, steps: [upscale, sing], outputs: [audio/mpeg]}
            video: {credits: 320, steps: [upscale, create_media], outputs: [video/mp4]}
        allOf:
          - $ref: "#/components/schemas/CreateWorkflowFields"
          - type: object
            required: [template_id]
            properties:
              template_id:
                type: string
                enum: [vim_lullaby]
              options:
                $ref: "#/components/schemas/LullabyOptions"
      LullabyOptions:
        type: object
        additionalProperties: false
        properties:
          pipeline_mode:
            type: string
            enum: [audio, video]
            default: audio
      """
          .indent(4);

  @TempDir Path directory;

  @Test
  void its_price_is_shown_and_its_output_plays(BrowserPage page) throws IOException {
    writeDocument();
    List<String> command = SimulatorProcess.command(List.of(), "--duration=1h");
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, directory + File.pathSeparator + command.get(classPath));
    try (SimulatorProcess simulator = SimulatorProcess.start(new ProcessBuilder(command))) {
      page.open(simulator.url(), 1440, 900);
      page.click("Templates");
      page.select("Category", "Audio");
      page.waitForText("1 template");
      page.waitForText("Audio: 10 credits");
      page.waitForText("Video: 320 credits");

      page.click("Lullaby");
      page.type("API key", "my-key");
      page.click("Create workflow");
      page.waitForText("10 credits");
      page.click("Finish all");

      page.waitUntil("the player is shown", () -> page.count(".result audio[controls]") == 1);
      page.waitForText("-sing.mp3");
      assertThat(page.count(".result :is(video, img)")).isZero();
      assertThat(page.accessibilityViolations()).isEmpty();
      assertThat(decodedSeconds(page)).isBetween(3.5, 4.5);
      page.asyncScript("await document.querySelector('.result audio').play()");
      page.waitUntil("the audio plays", () -> number(page, "currentTime") > 0.2);
      assertThat(number(page, "duration")).isBetween(3.5, 4.5);
    }
  }

  private void writeDocument() throws IOException {
    Path document = directory.resolve(RESOURCE);
    Files.createDirectories(document.getParent());
    try (InputStream bundled =
        WorkflowApiDocument.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      String yaml = new String(bundled.readAllBytes(), UTF_8);
      Files.writeString(
          document,
          yaml.replace(
                  REFERENCE.formatted(NEIGHBOUR),
                  REFERENCE.formatted("VimLullabyRequest") + REFERENCE.formatted(NEIGHBOUR))
              .replace("    " + NEIGHBOUR + ":\n", TEMPLATE + "    " + NEIGHBOUR + ":\n")
              .replace("        - video_overlay\n", "        - video_overlay\n        - sing\n")
              .replace(
                  "        video_overlay: video/mp4\n",
                  "        video_overlay: video/mp4\n        sing: audio/mpeg\n"));
    }
  }

  /** Returns the length of the output as the browser decodes it; 0 if it is silent. */
  private static double decodedSeconds(BrowserPage page) {
    Object seconds =
        page.asyncScript(
            """
            const file = await fetch(document.querySelector('.result audio').src);
            const audio = await new OfflineAudioContext(1, 1, 44100).decodeAudioData(await file.arrayBuffer());
            return audio.getChannelData(0).some((sample) => Math.abs(sample) > 0.05) ? audio.duration : 0;
            """);
    assertThat(seconds).isInstanceOf(Number.class);
    return ((Number) seconds).doubleValue();
  }

  private static double number(BrowserPage page, String property) {
    Object value =
        page.script("return document.querySelector('.result audio')[arguments[0]]", property);
    return ((Number) value).doubleValue();
  }
}
