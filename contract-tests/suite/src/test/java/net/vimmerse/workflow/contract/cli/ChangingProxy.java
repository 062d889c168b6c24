package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** A proxy in front of a server that changes requests and response bodies. */
final class ChangingProxy {
  private ChangingProxy() {}

  static MockWebServer start(String url, UnaryOperator<String> change, UnaryOperator<Request> sent)
      throws IOException {
    HttpUrl server = HttpUrl.get(url);
    OkHttpClient http = new OkHttpClient();
    MockWebServer proxy = new MockWebServer();
    proxy.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            ByteString body = request.getBody();
            boolean bodiless =
                request.getMethod().equals("GET") || request.getMethod().equals("DELETE");
            Request passedOn =
                new Request.Builder()
                    .url(server.resolve(request.getTarget()))
                    .headers(request.getHeaders().newBuilder().removeAll("Accept-Encoding").build())
                    .method(
                        request.getMethod(),
                        bodiless
                            ? null
                            : RequestBody.create(body == null ? ByteString.EMPTY : body, null))
                    .build();
            try (Response response = http.newCall(sent.apply(passedOn)).execute()) {
              Headers headers =
                  response
                      .headers()
                      .newBuilder()
                      .removeAll("Content-Length")
                      .removeAll("Transfer-Encoding")
                      .build();
              return new MockResponse(
                  response.code(), headers, change.apply(response.body().string()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    proxy.start();
    return proxy;
  }
}
