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
import net.vimmerse.workflow.simulator.http.ExchangeListener;
import net.vimmerse.workflow.simulator.http.ServedExchange;
import org.jspecify.annotations.Nullable;

/** Passes the exchanges that stubs of users serve to a listener. */
final class ExchangeNotifier implements ServeEventListener {

  private final CatchAllStub catchAll;
  private final ExchangeListener listener;

  ExchangeNotifier(CatchAllStub catchAll, ExchangeListener listener) {
    this.catchAll = catchAll;
    this.listener = listener;
  }

  @Override
  public String getName() {
    return "workflow-simulator-exchanges";
  }

  /** Called before the client has the response, unlike the other events. */
  @Override
  public void beforeResponseSent(ServeEvent event, Parameters parameters) {
    if (catchAll.matched(event)) {
      return;
    }
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
