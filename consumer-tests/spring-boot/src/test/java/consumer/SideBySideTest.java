package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.vimmerse.workflow.simulator.junit.WithSimulator;
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;

/** Checks that the libraries of the application and of the simulator do not conflict in one JVM. */
@WithSimulator
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SideBySideTest {

  @Autowired private TestRestTemplate application;

  @Test
  void both_servers_respond(TestNamespace namespace) {
    CampaignService campaigns = new CampaignService(namespace.url(), namespace.apiKey());
    campaigns.order("Launch");

    assertThat(application.getForObject("/", String.class)).isEqualTo("{\"text\":\"campaigns\"}");
    assertThat(campaigns.check()).isEqualTo("new");
  }

  @Test
  void the_class_path_has_only_the_libraries_of_the_application() {
    String jackson = location("com.fasterxml.jackson.databind.ObjectMapper");

    assertThat(jackson).doesNotContain("mock-server").contains("jackson-databind");
    assertThat(location("org.apache.catalina.startup.Tomcat")).contains("tomcat-embed-core");
    assertThat(Thread.currentThread().getContextClassLoader().resources("org/slf4j/Logger.class"))
        .hasSize(1);
  }

  @Test
  void the_simulator_relocates_its_libraries() {
    for (String library :
        List.of(
            "org.eclipse.jetty.server.Server",
            "com.networknt.schema.Schema",
            "picocli.CommandLine",
            "org.h2.mvstore.MVStore",
            "com.fasterxml.jackson.dataformat.yaml.YAMLMapper")) {
      assertThatThrownBy(() -> Class.forName(library)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  private static String location(String type) {
    try {
      return Class.forName(type).getProtectionDomain().getCodeSource().getLocation().toString();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
