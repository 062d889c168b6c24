package net.vimmerse.workflow.examples;

import java.time.Duration;
import java.util.List;
import net.vimmerse.workflow.client.InsufficientCreditException;
import net.vimmerse.workflow.client.PollOptions;
import net.vimmerse.workflow.client.RawResponse;
import net.vimmerse.workflow.client.RetryOptions;
import net.vimmerse.workflow.client.ValidationFailedException;
import net.vimmerse.workflow.client.WorkflowApiException;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.WorkflowFailedException;
import net.vimmerse.workflow.client.WorkflowNetworkException;
import net.vimmerse.workflow.client.WorkflowTimeoutException;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.UpdateWorkflowRequest;
import net.vimmerse.workflow.client.model.Workflow;

/** Tells what can go wrong, and how to go on. */
public final class WhatGoesWrong {
  private WhatGoesWrong() {}

  /** Arguments: the base URL and the API key; by default those of a simulator on this machine. */
  public static void main(String[] args) {
    String baseUrl = args.length > 0 ? args[0] : "http://127.0.0.1:8080";
    String key = args.length > 1 ? args[1] : "demo";
    try (WorkflowClient client = tuned(key, baseUrl)) {
      System.out.println(tell(client, newTemplate()));
    }
  }

  static WorkflowClient tuned(String key, String baseUrl) {
    // begin: tuning
    return WorkflowClient.builder()
        .apiKey(key)
        .baseUrl(baseUrl)
        .connectTimeout(Duration.ofSeconds(5))
        .timeout(Duration.ofSeconds(30))
        .retries(
            RetryOptions.builder()
                .maxRetries(4)
                .maxDelay(Duration.ofSeconds(10))
                .listener(retry -> System.err.println(retry))
                .build())
        .onExchange(exchange -> System.err.println(exchange))
        .build();
    // end
  }

  static CreateWorkflowRequest newTemplate() {
    // begin: new-template
    CreateWorkflowRequest request =
        CreateWorkflowRequest.forTemplate("vim_brand_new")
            .addImageUrl("https://example.com/input.png")
            .option("aspect_ratio", "1:1")
            .field("brand_new_field", 7)
            .build();
    // end
    return request;
  }

  static String tell(WorkflowClient client, CreateWorkflowRequest request) {
    // begin: errors
    try {
      return "Made " + client.create(request).await().result();
    } catch (WorkflowFailedException e) {
      return "Ended badly after " + e.workflow().completions();
    } catch (WorkflowTimeoutException e) {
      return "Still running: go on with client.await(\"" + e.id() + "\")";
    } catch (InsufficientCreditException e) {
      return "Out of credits; nothing was created";
    } catch (ValidationFailedException e) {
      return "Not accepted: " + e.errors();
    } catch (WorkflowNetworkException e) {
      return e.mayHaveBeenReceived() ? "May have been created" : "Not created";
    } catch (WorkflowApiException e) {
      return "Status " + e.status() + ", code " + e.code() + ", for " + e.request();
    }
    // end
  }

  static Workflow resume(WorkflowClient client, String id) {
    // begin: resume
    Workflow done = client.await(id, PollOptions.builder().timeout(Duration.ofHours(2)).build());
    // end
    return done;
  }

  static String oneCall(WorkflowClient client, String id) {
    // begin: one-call
    WorkflowClient impatient =
        client.withOptions(o -> o.timeout(Duration.ofSeconds(2)).retryOptions(RetryOptions.none()));
    RawResponse<Workflow> response = impatient.raw().get(id);
    String served = response.headers().getOrDefault("Date", List.of()).toString();
    // end
    return response.status() + " " + served;
  }

  static Workflow clearTitle(WorkflowClient client, String id) {
    // begin: explicit-null
    Workflow changed =
        client.update(id, UpdateWorkflowRequest.builder().explicitNull("delivered_at").build());
    // end
    return changed;
  }
}
