package net.vimmerse.workflow.contract.suite;

import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Not in parallel, since each test reads the last exchange. */
@Execution(ExecutionMode.SAME_THREAD)
class ClientWireFormatTest implements ClientWireFormatTests {
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
