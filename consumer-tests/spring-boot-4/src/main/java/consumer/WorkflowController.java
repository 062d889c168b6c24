package consumer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.vimmerse.workflow.client.NotFoundException;
import net.vimmerse.workflow.client.WebhookEvent;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.client.model.Workflow;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Creates workflows, and receives their webhooks. */
@RestController
class WorkflowController {
  private final WorkflowClient client;
  final List<Workflow> ended = new CopyOnWriteArrayList<>();

  WorkflowController(WorkflowClient client) {
    this.client = client;
  }

  @PostMapping("/workflows")
  Workflow create(@RequestBody CreateWorkflowRequest request) {
    return client.create(request).workflow();
  }

  @PostMapping("/webhooks")
  void webhook(@RequestBody WebhookEvent event) {
    ended.add(event.confirm(client));
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  void unknown(NotFoundException e) {}
}
