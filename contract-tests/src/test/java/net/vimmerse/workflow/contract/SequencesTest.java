package net.vimmerse.workflow.contract;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class SequencesTest {

  @Test
  void whatever_is_done_in_whatever_order_the_properties_hold() throws IOException {
    new SequencesOnSimulator(Envelope.DATA).assertHold();
  }

  @Test
  void they_hold_without_an_envelope_too() throws IOException {
    new SequencesOnSimulator(Envelope.NONE).assertHold();
  }
}
