package net.vimmerse.workflow.contract.suite;

import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientOnSimulatorTest implements ClientOperationsTests {
  @RegisterExtension
  static final SimulatorExtension SIMULATOR = new SimulatorExtension(Envelope.DATA);

  @Override
  public WorkflowClient client() {
    return SIMULATOR.client("client-calls");
  }

  @Override
  public ExchangeLog log() {
    return SIMULATOR.log();
  }
}
