package net.vimmerse.workflow.contract.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import net.vimmerse.workflow.contract.editing.DocumentEditor;
import net.vimmerse.workflow.contract.editing.ListedTemplate;
import net.vimmerse.workflow.contract.editing.TemplateSync;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.simulator.Simulator;

/** A template whose output is audio by default, and a video if an option says so. */
public final class AudioTemplate {
  public static final String ID = "vim_lullaby";

  private static final JsonMapper JSON = new JsonMapper();

  /** The template as a service lists it, with the names of prices that the public page uses. */
  private static final String LISTED =
      """
      {
        "template_id": "vim_lullaby",
        "label": "Lullaby",
        "description": "Sings what a picture shows.",
        "inputs": ["local"],
        "webhook": true,
        "credits": {"a": 10, "v": 320},
        "modes": {
          "audio": {"steps": ["crop_to_content", "sing"], "outputs": ["audio/mpeg"]},
          "video": {"steps": ["crop_to_content", "create_media"], "outputs": ["video/mp4"]}
        },
        "options": [
          {
            "name": "pipeline_mode",
            "type": "string",
            "description": "The kind of output.",
            "default": "audio",
            "enum": ["audio", "video"]
          },
          {"name": "verses", "type": "integer", "description": "How long it is.", "default": 2}
        ]
      }
      """;

  private AudioTemplate() {}

  /** Returns the document after a service that has this template too was followed. */
  public static String document() throws IOException, InterruptedException {
    ObjectNode list;
    try (Simulator simulator = Simulator.builder().start()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow/templates?detail=true"))
              .header("X-Api-Key", "any")
              .build();
      list =
          (ObjectNode)
              JSON.readTree(
                  HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    }
    ((ArrayNode) list.path("data")).add(JSON.readTree(LISTED));
    DocumentEditor editor =
        TemplateSync.sync(
            new String(Document.bundledBytes(), UTF_8),
            ListedTemplate.list(list.toString(), Document.bundled().templateProperty()),
            LocalDate.of(2026, 11, 28),
            false);
    assertThat(editor.placeholders()).isEmpty();
    return editor.text();
  }
}
