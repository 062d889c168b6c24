package net.vimmerse.workflow.contract;

import net.vimmerse.workflow.client.WorkflowClient;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One after the other, since each looks at the last exchange. */
@Execution(ExecutionMode.SAME_THREAD)
class ClientWireTest implements ClientWire {
  @RegisterExtension static final SimulatorLane SIMULATOR = new SimulatorLane(Envelope.DATA);

  @Override
  public WorkflowClient client() {
    return SIMULATOR.client("client-wire");
  }

  @Override
  public ExchangeLog log() {
    return SIMULATOR.log();
  }
}
