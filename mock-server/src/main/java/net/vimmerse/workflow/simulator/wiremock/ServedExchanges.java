package net.vimmerse.workflow.simulator.wiremock;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.ExchangeListener;
import net.vimmerse.workflow.simulator.ServedExchange;
import org.jspecify.annotations.Nullable;

/** Tells a listener of everything that WireMock serves, stubs of users included. */
final class ServedExchanges implements ServeEventListener {

  private final ExchangeListener listener;

  ServedExchanges(ExchangeListener listener) {
    this.listener = listener;
  }

  @Override
  public String getName() {
    return "workflow-simulator-exchanges";
  }

  /** At the end of the exchange it would be too late: by then the caller has the answer. */
  @Override
  public void beforeResponseSent(ServeEvent event, Parameters parameters) {
    LoggedRequest request = event.getRequest();
    LoggedResponse response = event.getResponse();
    listener.served(
        new ServedExchange(
            request.getMethod().getName(),
            request.getUrl(),
            valuesByName(request.getHeaders()),
            orEmpty(request.getBody()),
            response.getStatus(),
            valuesByName(response.getHeaders()),
            orEmpty(response.getBody()),
            response.getFault() != null));
  }

  private static Map<String, List<String>> valuesByName(@Nullable HttpHeaders headers) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (headers != null) {
      for (HttpHeader header : headers.all()) {
        values.computeIfAbsent(header.key(), name -> new ArrayList<>()).addAll(header.values());
      }
    }
    return values;
  }

  private static byte[] orEmpty(byte @Nullable [] body) {
    return body == null ? new byte[0] : body;
  }
}
