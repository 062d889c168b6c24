package net.vimmerse.workflow.contract;

import net.vimmerse.workflow.client.WorkflowClient;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientOnSimulatorTest implements ClientCalls {
  @RegisterExtension static final SimulatorLane SIMULATOR = new SimulatorLane(Envelope.DATA);

  @Override
  public WorkflowClient client() {
    return SIMULATOR.client("client-calls");
  }

  @Override
  public ExchangeLog log() {
    return SIMULATOR.log();
  }
}
