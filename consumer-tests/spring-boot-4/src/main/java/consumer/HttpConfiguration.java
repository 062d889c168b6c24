package consumer;

import net.vimmerse.workflow.spring.WorkflowClientCustomizer;
import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class HttpConfiguration {
  @Bean
  OkHttpClient http() {
    return new OkHttpClient();
  }

  @Bean
  WorkflowClientCustomizer sharedConnections(OkHttpClient http) {
    return builder -> builder.httpClient(http);
  }
}
