package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The way that a request takes to the operations of a simulator. */
enum WireMockPath {
  /** Past WireMock, as no stub of a user exists. */
  DIRECT,

  /** Through WireMock, which finds no match among the stubs of the user. */
  THROUGH_WIREMOCK;

  private static final String PROBE = "X-Probe";
  private static final int STUBBED = 299;
  private static final String STUB =
      """
      {"request": {"urlPath": "/v2/workflow/templates", "headers": {"X-Probe": {"equalTo": "any"}}},
       "response": {"status": 299}}
      """;

  /** Lets the requests to a simulator take this path from now on. */
  void take(Simulator simulator) throws IOException {
    if (this == DIRECT) {
      return;
    }
    Request addStub =
        new Request.Builder()
            .url(simulator.url() + "/__admin/mappings")
            .post(RequestBody.create(STUB, MediaType.get("application/json")))
            .build();
    try (Response response = new OkHttpClient().newCall(addStub).execute()) {
      assertThat(response.code()).isEqualTo(201);
    }
  }

  /**
   * Asserts that requests take this path: WireMock is asked for all requests or for none, and only
   * a request that it was asked for gets the response of a stub.
   */
  void assertTaken(Simulator simulator) throws IOException {
    Request probe =
        new Request.Builder()
            .url(simulator.url() + "/v2/workflow/templates")
            .header(PROBE, "any")
            .build();
    try (Response response = new OkHttpClient().newCall(probe).execute()) {
      assertThat(response.code() == STUBBED).as("asks WireMock").isEqualTo(this != DIRECT);
    }
  }
}
