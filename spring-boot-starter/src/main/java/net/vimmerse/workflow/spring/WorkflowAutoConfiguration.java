package net.vimmerse.workflow.spring;

import io.micrometer.observation.ObservationRegistry;
import net.vimmerse.workflow.client.PollClock;
import net.vimmerse.workflow.client.RetryOptions;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowClientBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Defines a client by the properties. It is observed if there is a registry of observations. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@EnableConfigurationProperties(WorkflowProperties.class)
public final class WorkflowAutoConfiguration {
  WorkflowAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  static WorkflowClient workflowClient(
      WorkflowProperties properties,
      ObjectProvider<PollClock> clock,
      ObjectProvider<WorkflowClientCustomizer> customizers,
      ObjectProvider<ObservationRegistry> observations) {
    WorkflowClientBuilder builder = WorkflowClient.builder().fromEnvironment();
    apply(properties, builder);
    clock.ifAvailable(builder::clock);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    WorkflowClient client = build(builder);
    ObservationRegistry registry = observations.getIfAvailable();
    return registry == null || registry.isNoop()
        ? client
        : new ObservedWorkflowClient(client, registry);
  }

  private static void apply(WorkflowProperties properties, WorkflowClientBuilder builder) {
    if (properties.apiKey() != null && !properties.apiKey().isEmpty()) {
      builder.apiKey(properties.apiKey());
    }
    if (properties.baseUrl() != null && !properties.baseUrl().isEmpty()) {
      builder.baseUrl(properties.baseUrl());
    }
    if (properties.timeout() != null) {
      builder.timeout(properties.timeout());
    }
    if (properties.connectTimeout() != null) {
      builder.connectTimeout(properties.connectTimeout());
    }
    if (properties.readTimeout() != null) {
      builder.readTimeout(properties.readTimeout());
    }
    if (properties.writeTimeout() != null) {
      builder.writeTimeout(properties.writeTimeout());
    }
    WorkflowProperties.Retry retry = properties.retry();
    builder.retryOptions(
        RetryOptions.builder()
            .maxRetries(retry.maxRetries())
            .initialDelay(retry.initialDelay())
            .maxDelay(retry.maxDelay())
            .maxRetryAfter(retry.maxRetryAfter())
            .build());
  }

  private static WorkflowClient build(WorkflowClientBuilder builder) {
    try {
      return builder.build();
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "Set the property workflow.api-key, or the environment variable VIMMERSE_API_KEY: "
              + e.getMessage(),
          e);
    }
  }
}
