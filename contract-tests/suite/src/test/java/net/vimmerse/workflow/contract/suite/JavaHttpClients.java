package net.vimmerse.workflow.contract.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.InputStreamRequestContent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;

/** Sends requests with HTTP clients for Java. Each request uses a new client, with its defaults. */
final class JavaHttpClients {
  private static final String KEY = "X-Api-Key";
  private static final String TYPE = "Content-Type";
  private static final String JSON = "application/json";

  private JavaHttpClients() {}

  static HttpExchanger jdk(HttpClient.Version version) {
    return (url, apiKey, body, inPieces) -> {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url)).header(KEY, apiKey).header(TYPE, JSON);
      if (body != null) {
        request.POST(
            inPieces
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofString(new String(body, UTF_8)));
      }
      return HttpClient.newBuilder()
          .version(version)
          .build()
          .send(request.build(), BodyHandlers.ofByteArray())
          .body();
    };
  }

  static byte[] urlConnection(String url, String apiKey, byte[] body, boolean inPieces)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestProperty(KEY, apiKey);
    connection.setRequestProperty(TYPE, JSON);
    if (body != null) {
      connection.setDoOutput(true);
      if (inPieces) {
        connection.setChunkedStreamingMode(10);
      }
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    return connection.getInputStream().readAllBytes();
  }

  static byte[] apache(String url, String apiKey, byte[] body, boolean inPieces)
      throws IOException {
    ClassicRequestBuilder request =
        (body == null ? ClassicRequestBuilder.get(url) : ClassicRequestBuilder.post(url))
            .addHeader(KEY, apiKey);
    if (body != null) {
      request.setEntity(
          inPieces
              ? new InputStreamEntity(new ByteArrayInputStream(body), ContentType.APPLICATION_JSON)
              : new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    }
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      return client.execute(
          request.build(), response -> EntityUtils.toByteArray(response.getEntity()));
    }
  }

  static byte[] jetty(String url, String apiKey, byte[] body, boolean inPieces) throws Exception {
    var client = new org.eclipse.jetty.client.HttpClient();
    client.start();
    try {
      var request = client.newRequest(url).headers(headers -> headers.put(KEY, apiKey));
      if (body != null) {
        request
            .method("POST")
            .body(
                inPieces
                    ? new InputStreamRequestContent(JSON, new ByteArrayInputStream(body))
                    : new BytesRequestContent(JSON, body));
      }
      return request.send().getContent();
    } finally {
      client.stop();
    }
  }

  static HttpExchanger okHttp(Protocol protocol) {
    return (url, apiKey, body, inPieces) -> {
      OkHttpClient client = new OkHttpClient.Builder().protocols(List.of(protocol)).build();
      Request.Builder request = new Request.Builder().url(url).header(KEY, apiKey);
      if (body != null) {
        MediaType type = MediaType.get(JSON);
        request.post(inPieces ? inPieces(body, type) : RequestBody.create(body, type));
      }
      try (Response response = client.newCall(request.build()).execute()) {
        return response.body().bytes();
      } finally {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
      }
    };
  }

  private static RequestBody inPieces(byte[] body, MediaType type) {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return type;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        sink.write(body, 0, 10).flush();
        sink.write(body, 10, body.length - 10);
      }
    };
  }

  static HttpExchanger reactorNetty(HttpProtocol protocol) {
    return (url, apiKey, body, inPieces) -> {
      String text = body == null ? "" : new String(body, UTF_8);
      return reactor.netty.http.client.HttpClient.create()
          .protocol(protocol)
          .headers(
              headers ->
                  headers.set(KEY, apiKey).set(HttpHeaderNames.CONTENT_TYPE.toString(), JSON))
          .request(body == null ? HttpMethod.GET : HttpMethod.POST)
          .uri(url)
          .send(
              ByteBufFlux.fromString(
                  inPieces && body != null
                      ? Flux.just(text.substring(0, 10), text.substring(10))
                      : body == null ? Mono.empty() : Mono.just(text)))
          .responseSingle((response, content) -> content.asByteArray())
          .block();
    };
  }
}
