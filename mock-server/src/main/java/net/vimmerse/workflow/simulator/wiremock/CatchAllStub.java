package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.extension.GlobalSettingsListener;
import com.github.tomakehurst.wiremock.extension.MappingsLoaderExtension;
import com.github.tomakehurst.wiremock.extension.StubLifecycleListener;
import com.github.tomakehurst.wiremock.global.GlobalSettings;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stub that matches what the simulator serves. It has the lowest priority, so that stubs of
 * users take precedence, and is restored after every kind of reset.
 *
 * <p>Thread-safe.
 */
final class CatchAllStub
    implements MappingsLoaderExtension, StubLifecycleListener, GlobalSettingsListener {

  private static final UUID ID = UUID.fromString("5d9e4c0a-7f0e-4bb5-9a51-3f5a8a6e0c01");

  /** The stubs of users, and this one if a user has edited it. */
  private final Set<UUID> userStubs = ConcurrentHashMap.newKeySet();

  private volatile @Nullable StubMappings mappings;
  private volatile boolean delayed;

  @Override
  public String getName() {
    return "workflow-simulator-mapping";
  }

  /**
   * Tests whether WireMock would leave every request to the simulator and change no response, so
   * that it need not be asked.
   */
  boolean isAlone() {
    return userStubs.isEmpty() && !delayed;
  }

  /** Tests whether no stub of a user has matched a request. */
  boolean matched(ServeEvent event) {
    StubMapping stub = event.getStubMapping();
    return stub != null && ID.equals(stub.getId()) && !userStubs.contains(ID);
  }

  @Override
  public void loadMappingsInto(StubMappings stubMappings) {
    mappings = stubMappings;
    install(stubMappings);
  }

  @Override
  public void afterStubsReset() {
    userStubs.clear();
    StubMappings known = mappings;
    if (known != null) {
      install(known);
    }
  }

  /** Called before the stub can match, so that no request passes it by. */
  @Override
  public void beforeStubCreated(StubMapping stub) {
    if (!ID.equals(stub.getId())) {
      userStubs.add(stub.getId());
    }
  }

  @Override
  public void beforeStubEdited(StubMapping oldStub, StubMapping newStub) {
    userStubs.add(newStub.getId());
  }

  @Override
  public void afterStubRemoved(StubMapping stub) {
    userStubs.remove(stub.getId());
    StubMappings known = mappings;
    if (known != null) {
      install(known);
    }
  }

  @Override
  public void beforeGlobalSettingsUpdated(GlobalSettings oldSettings, GlobalSettings newSettings) {
    delayed = newSettings.getFixedDelay() != null || newSettings.getDelayDistribution() != null;
  }

  private static void install(StubMappings mappings) {
    if (mappings.get(ID).isEmpty()) {
      mappings.addMapping(
          any(anyUrl())
              .withId(ID)
              .withName("Workflow API simulator")
              .atPriority(Integer.MAX_VALUE)
              .willReturn(aResponse())
              .build());
    }
  }
}
