package net.vimmerse.workflow.spring;

import net.vimmerse.workflow.client.WorkflowClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the health indicator with the types of Spring Boot 4. */
@AutoConfiguration(after = WorkflowAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
public final class WorkflowHealthBoot4AutoConfiguration {
  WorkflowHealthBoot4AutoConfiguration() {}

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
