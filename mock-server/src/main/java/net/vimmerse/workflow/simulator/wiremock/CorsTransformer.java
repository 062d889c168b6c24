package net.vimmerse.workflow.simulator.wiremock;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.List;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.http.Cors;

/** Adds the CORS headers that a response lacks, so that pages can read those of user stubs too. */
final class CorsTransformer implements ResponseTransformerV2 {

  private final Cors cors;

  CorsTransformer(Cors cors) {
    this.cors = cors;
  }

  @Override
  public String getName() {
    return "workflow-simulator-cors";
  }

  @Override
  public Response transform(Response response, ServeEvent event) {
    Request request = event.getRequest();
    String origin = request.containsHeader("Origin") ? request.getHeader("Origin") : null;
    HttpHeaders present = response.getHeaders();
    List<HttpHeader> missing =
        cors.headers(origin).entrySet().stream()
            .filter(header -> !present.getHeader(header.getKey()).isPresent())
            .map(header -> new HttpHeader(header.getKey(), header.getValue()))
            .collect(Collectors.toList());
    return missing.isEmpty()
        ? response
        : Response.Builder.like(response)
            .but()
            .headers(present.plus(missing.toArray(HttpHeader[]::new)))
            .build();
  }
}
