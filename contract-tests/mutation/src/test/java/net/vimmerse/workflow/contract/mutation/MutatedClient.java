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
import net.vimmerse.workflow.contract.suite.ClientCallTests;
import net.vimmerse.workflow.contract.suite.ClientWireTests;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is asked of a changed client. Not run by the build, but for each mutant. */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class MutatedClient {
  private final HttpUrl url = HttpUrl.get(MutantServer.url());
  private final ValidatingInterceptor validator =
      new ValidatingInterceptor(ContractValidator.of(MutantServer.document()), url);
  private final OkHttpClient http =
      MutantServer.http().newBuilder().addNetworkInterceptor(validator).build();
  private final String key = "mutant-" + UUID.randomUUID();

  /** Every property that is sent and read. */
  public static final class Wire extends MutatedClient implements ClientWireTests {

    /** Those whose classes were changed, else one: the others cannot tell anything new. */
    @Override
    public List<TemplateSchema> templates() {
      List<TemplateSchema> all = ClientWireTests.super.templates();
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

  /** Every call. */
  public static final class Calls extends MutatedClient implements ClientCallTests {}

  /** A client of the shared simulator, with a namespace of its own. */
  public WorkflowClient client() {
    return WorkflowClient.builder()
        .apiKey(key)
        .baseUrl(url.toString())
        .httpClient(http)
        .clock(new SimulatedTime())
        .build();
  }

  /** What it sent and got. */
  public ExchangeLog log() {
    return validator.log();
  }

  /** Waiting puts the simulator's clock forward instead of sleeping. */
  private static final class SimulatedTime implements PollClock {
    @Override
    public long nanoTime() {
      return MutantServer.now().toEpochMilli() * 1_000_000;
    }

    @Override
    public void sleep(Duration duration) {
      MutantServer.advance(duration);
    }
  }
}
