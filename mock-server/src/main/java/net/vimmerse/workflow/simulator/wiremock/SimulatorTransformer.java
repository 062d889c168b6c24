package net.vimmerse.workflow.simulator.wiremock;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;

/**
 * Responds to each request that reaches {@link CatchAllStub} with the response of the simulator.
 */
final class SimulatorTransformer implements ResponseTransformerV2 {

  static final String NAME = "workflow-simulator";

  /** The number of chunks of a dribbled body. */
  private static final int DRIBBLE_CHUNKS = 20;

  /** The duration of a dribbled body, in real time. */
  private static final int DRIBBLE_MILLIS = 2_000;

  private final Function<ApiRequest, ApiResponse> api;

  SimulatorTransformer(Function<ApiRequest, ApiResponse> api) {
    this.api = api;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean applyGlobally() {
    return false;
  }

  @Override
  public Response transform(Response response, ServeEvent event) {
    Request request = event.getRequest();
    ApiResponse apiResponse =
        api.apply(
            ApiRequest.of(
                request.getMethod().getName(),
                request.getUrl(),
                name -> request.containsHeader(name) ? request.header(name).firstValue() : null,
                request.getBody() == null ? new byte[0] : request.getBody(),
                RequestGuard.origin()));
    List<HttpHeader> headers =
        apiResponse.headers().entrySet().stream()
            .map(header -> new HttpHeader(header.getKey(), header.getValue()))
            .collect(Collectors.toList());
    // Replaces WireMock's own headers, which name the stub.
    Response.Builder builder =
        Response.Builder.like(response)
            .but()
            .status(apiResponse.status())
            .headers(new HttpHeaders(headers))
            .body(apiResponse.body());
    if (!apiResponse.delay().isZero()) {
      builder.incrementInitialDelay(apiResponse.delay().toMillis());
    }
    if (apiResponse.fault() == net.vimmerse.workflow.simulator.namespace.Fault.RESET) {
      builder.fault(Fault.CONNECTION_RESET_BY_PEER);
    } else if (apiResponse.fault() == net.vimmerse.workflow.simulator.namespace.Fault.DRIBBLE) {
      builder.chunkedDribbleDelay(new ChunkedDribbleDelay(DRIBBLE_CHUNKS, DRIBBLE_MILLIS));
    }
    return builder.build();
  }
}
