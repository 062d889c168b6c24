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
import net.vimmerse.workflow.simulator.api.ApiRequest;
import net.vimmerse.workflow.simulator.api.ApiResponse;
import net.vimmerse.workflow.simulator.world.FaultEffect.Breakage;

/**
 * Answers each request that reaches {@link CatchAllMapping} with what the simulated service says.
 */
final class SimulatorTransformer implements ResponseTransformerV2 {

  static final String NAME = "workflow-simulator";

  /** A body that drips comes in so many parts. */
  private static final int DRIPS = 20;

  /** It takes so long, in real time. */
  private static final int DRIP_MILLIS = 2_000;

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
    ApiResponse answer =
        api.apply(
            ApiRequest.of(
                request.getMethod().getName(),
                request.getUrl(),
                name -> request.containsHeader(name) ? request.header(name).firstValue() : null,
                request.getBody() == null ? new byte[0] : request.getBody(),
                request.getScheme() + "://" + request.getHost() + ":" + request.getPort()));
    List<HttpHeader> headers =
        answer.headers().entrySet().stream()
            .map(header -> new HttpHeader(header.getKey(), header.getValue()))
            .collect(Collectors.toList());
    // Replaces the headers that WireMock adds of its own, which name the stub.
    Response.Builder spoken =
        Response.Builder.like(response)
            .but()
            .status(answer.status())
            .headers(new HttpHeaders(headers))
            .body(answer.body());
    if (!answer.delay().isZero()) {
      spoken.incrementInitialDelay(answer.delay().toMillis());
    }
    if (answer.breakage() == Breakage.RESET) {
      spoken.fault(Fault.CONNECTION_RESET_BY_PEER);
    } else if (answer.breakage() == Breakage.DRIP) {
      spoken.chunkedDribbleDelay(new ChunkedDribbleDelay(DRIPS, DRIP_MILLIS));
    }
    return spoken.build();
  }
}
