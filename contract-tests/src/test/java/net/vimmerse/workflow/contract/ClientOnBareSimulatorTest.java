package net.vimmerse.workflow.contract;

import net.vimmerse.workflow.client.WorkflowClient;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientOnBareSimulatorTest implements ClientCalls {
  @RegisterExtension static final SimulatorLane SIMULATOR = new SimulatorLane(Envelope.NONE);

  @Override
  public WorkflowClient client() {
    return SIMULATOR.client("client-calls");
  }

  @Override
  public ExchangeLog log() {
    return SIMULATOR.log();
  }
}
