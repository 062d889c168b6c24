package net.vimmerse.workflow.spring;

import net.vimmerse.workflow.client.WorkflowClient;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the health indicator with the types of Spring Boot 3. */
@AutoConfiguration(after = WorkflowAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
public final class WorkflowHealthAutoConfiguration {
  WorkflowHealthAutoConfiguration() {}

  /** Nested, because its annotation can be evaluated only where its class exists. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnEnabledHealthIndicator("workflow")
  @ConditionalOnSingleCandidate(WorkflowClient.class)
  static class Indicator {
    @Bean
    @ConditionalOnMissingBean(name = "workflowHealthIndicator")
    HealthIndicator workflowHealthIndicator(WorkflowClient client) {
      HealthCheck check = new HealthCheck(client);
      return new AbstractHealthIndicator("The Workflow API cannot be reached") {
        @Override
        protected void doHealthCheck(Health.Builder health) {
          health.up().withDetail("templates", check.countTemplates());
        }
      };
    }
  }
}
