package net.vimmerse.workflow.contract.mutation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.vimmerse.workflow.client.PollClock;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import net.vimmerse.workflow.contract.recording.ValidatingInterceptor;
import net.vimmerse.workflow.contract.suite.ClientOperationsTests;
import net.vimmerse.workflow.contract.suite.ClientWireFormatTests;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The tests of a mutated client. Not run by the build itself, but for each mutant. */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class MutatedClientTests {
  private final HttpUrl url = HttpUrl.get(UnchangedSimulator.url());
  private final ValidatingInterceptor validator =
      new ValidatingInterceptor(ContractValidator.of(UnchangedSimulator.document()), url);
  private final OkHttpClient http =
      UnchangedSimulator.http().newBuilder().addNetworkInterceptor(validator).build();
  private final String key = "mutant-" + UUID.randomUUID();

  /** Tests of every property that is sent and read. */
  public static final class Wire extends MutatedClientTests implements ClientWireFormatTests {

    /** Returns the templates whose classes were changed, or else one: the others cannot differ. */
    @Override
    public List<TemplateSchema> templates() {
      List<TemplateSchema> all = ClientWireFormatTests.super.templates();
      Set<String> changed = ((MutantClassLoader) Wire.class.getClassLoader()).changed();
      List<TemplateSchema> concerned =
          all.stream()
              .filter(
                  it ->
                      changed.contains(it.schema().name()) || changed.contains(it.options().name()))
              .toList();
      if (changed.isEmpty()) {
        return all;
      }
      return concerned.isEmpty() ? all.subList(0, 1) : concerned;
    }
  }

  /** Tests of every operation. */
  public static final class Calls extends MutatedClientTests implements ClientOperationsTests {}

  /** Returns a client of the shared simulator, with its own namespace. */
  public WorkflowClient client() {
    return WorkflowClient.builder()
        .apiKey(key)
        .baseUrl(url.toString())
        .httpClient(http)
        .clock(new SimulatedTime())
        .build();
  }

  /** Returns the log of the client's exchanges. */
  public ExchangeLog log() {
    return validator.log();
  }

  /** A clock on which waiting advances the simulator's clock. */
  private static final class SimulatedTime implements PollClock {
    @Override
    public long nanoTime() {
      return UnchangedSimulator.now().toEpochMilli() * 1_000_000;
    }

    @Override
    public void sleep(Duration duration) {
      UnchangedSimulator.advance(duration);
    }
  }
}
