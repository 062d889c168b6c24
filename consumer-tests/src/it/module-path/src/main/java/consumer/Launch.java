package consumer;

import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.client.model.Workflow;

final class Launch {
  private Launch() {}

  static Workflow at(String url) {
    try (WorkflowClient client = WorkflowClient.builder().apiKey("demo").baseUrl(url).build()) {
      Workflow done = client.create(VimAstronautRequest.builder().title("t").build()).await();
      return ProcessingStatus.SUCCESS.equals(done.processingStatus()) ? done : null;
    }
  }
}
