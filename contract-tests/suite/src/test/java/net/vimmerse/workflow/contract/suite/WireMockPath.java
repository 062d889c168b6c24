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

  private static final String STUB =
      """
      {"request": {"urlPath": "/only/this"}, "response": {"status": 200}}
      """;

  /** Lets the requests to a simulator take this path from now on. */
  void of(Simulator simulator) throws IOException {
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
}
