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

/** Configures timeouts and retries, and handles the errors of a call. */
public final class ErrorHandling {
  private ErrorHandling() {}

  /** Takes the base URL and the API key; they default to those of a local simulator. */
  public static void main(String[] args) {
    String baseUrl = args.length > 0 ? args[0] : "http://127.0.0.1:8080";
    String key = args.length > 1 ? args[1] : "demo";
    try (WorkflowClient client = configuredClient(key, baseUrl)) {
      System.out.println(createAndDescribe(client, newTemplate()));
    }
  }

  static WorkflowClient configuredClient(String key, String baseUrl) {
    // begin: tuning
    return WorkflowClient.builder()
        .apiKey(key)
        .baseUrl(baseUrl)
        .connectTimeout(Duration.ofSeconds(5))
        .timeout(Duration.ofSeconds(30))
        .retryOptions(
            RetryOptions.builder()
                .maxRetries(4)
                .maxDelay(Duration.ofSeconds(10))
                .listener(event -> System.err.println(event))
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
            .property("brand_new_property", 7)
            .build();
    // end
    return request;
  }

  static String createAndDescribe(WorkflowClient client, CreateWorkflowRequest request) {
    // begin: errors
    try {
      return "Created " + client.create(request).await().result();
    } catch (WorkflowFailedException e) {
      return "Failed after " + e.workflow().completions();
    } catch (WorkflowTimeoutException e) {
      return "Still running: call client.await(\"" + e.workflowId() + "\") again";
    } catch (InsufficientCreditException e) {
      return "Too few credits; nothing was created";
    } catch (ValidationFailedException e) {
      return "Invalid request: " + e.errors();
    } catch (WorkflowNetworkException e) {
      return e.mayHaveBeenReceived() ? "May have been created" : "Not created";
    } catch (WorkflowApiException e) {
      return "Status " + e.status() + ", code " + e.code() + ", for " + e.request();
    }
    // end
  }

  static Workflow awaitLonger(WorkflowClient client, String id) {
    // begin: resume
    Workflow done = client.await(id, PollOptions.builder().timeout(Duration.ofHours(2)).build());
    // end
    return done;
  }

  static String withCallOptions(WorkflowClient client, String id) {
    // begin: one-call
    WorkflowClient singleAttempt =
        client.withOptions(o -> o.timeout(Duration.ofSeconds(2)).retryOptions(RetryOptions.none()));
    RawResponse<Workflow> response = singleAttempt.raw().get(id);
    String date = response.headers().getOrDefault("Date", List.of()).toString();
    // end
    return response.status() + " " + date;
  }

  static Workflow clearDeliveredAt(WorkflowClient client, String id) {
    // begin: explicit-null
    Workflow updated =
        client.update(id, UpdateWorkflowRequest.builder().explicitNull("delivered_at").build());
    // end
    return updated;
  }
}
