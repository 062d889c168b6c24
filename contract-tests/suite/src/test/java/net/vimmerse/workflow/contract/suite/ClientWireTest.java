package net.vimmerse.workflow.contract.suite;

import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One after the other, since each looks at the last exchange. */
@Execution(ExecutionMode.SAME_THREAD)
class ClientWireTest implements ClientWireTests {
  @RegisterExtension
  static final SimulatorExtension SIMULATOR = new SimulatorExtension(Envelope.DATA);

  @Override
  public WorkflowClient client() {
    return SIMULATOR.client("client-wire");
  }

  @Override
  public ExchangeLog log() {
    return SIMULATOR.log();
  }
}
