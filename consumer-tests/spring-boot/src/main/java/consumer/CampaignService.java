package consumer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** Orders clips, and reorders a clip that has failed. */
public class CampaignService {

  private final RestClient workflows;
  private String title = "";
  private String current = "";

  public CampaignService(String url, String key) {
    this.workflows = RestClient.builder().baseUrl(url).defaultHeader("X-Api-Key", key).build();
  }

  public void order(String title) {
    this.title = title;
    JsonNode created =
        workflows
            .post()
            .uri("/v2/workflow")
            .contentType(MediaType.APPLICATION_JSON)
            .body(Map.of("title", title, "image_urls", List.of("https://example.com/in.png")))
            .retrieve()
            .body(JsonNode.class);
    current = created.path("data").path("id").asText();
  }

  public String check() {
    JsonNode read = workflows.get().uri("/v2/workflow/" + current).retrieve().body(JsonNode.class);
    String status = read.path("data").path("processing_status").asText();
    if (status.equals("fail")) {
      order(title);
    }
    return status;
  }
}
