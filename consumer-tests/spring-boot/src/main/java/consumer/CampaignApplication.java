package consumer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
public class CampaignApplication {

  public static void main(String[] args) {
    SpringApplication.run(CampaignApplication.class, args);
  }

  @RestController
  static class Home {
    record Greeting(String text) {}

    @GetMapping("/")
    Greeting home() {
      return new Greeting("campaigns");
    }
  }
}
