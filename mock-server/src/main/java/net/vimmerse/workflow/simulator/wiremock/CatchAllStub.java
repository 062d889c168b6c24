package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.extension.MappingsLoaderExtension;
import com.github.tomakehurst.wiremock.extension.StubLifecycleListener;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stub that serves the simulator. It has the lowest priority, so that stubs of users take
 * precedence, and is restored after every kind of reset.
 */
final class CatchAllStub implements MappingsLoaderExtension, StubLifecycleListener {

  private static final UUID ID = UUID.fromString("5d9e4c0a-7f0e-4bb5-9a51-3f5a8a6e0c01");

  private volatile @Nullable StubMappings mappings;

  @Override
  public String getName() {
    return "workflow-simulator-mapping";
  }

  @Override
  public void loadMappingsInto(StubMappings stubMappings) {
    mappings = stubMappings;
    install(stubMappings);
  }

  @Override
  public void afterStubsReset() {
    StubMappings known = mappings;
    if (known != null) {
      install(known);
    }
  }

  private static void install(StubMappings mappings) {
    if (mappings.get(ID).isEmpty()) {
      mappings.addMapping(
          any(anyUrl())
              .withId(ID)
              .withName("Workflow API simulator")
              .atPriority(Integer.MAX_VALUE)
              .willReturn(aResponse().withTransformers(SimulatorTransformer.NAME))
              .build());
    }
  }
}
