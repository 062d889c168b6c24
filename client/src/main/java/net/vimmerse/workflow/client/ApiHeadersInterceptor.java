package net.vimmerse.workflow.client;

import java.io.IOException;
import net.vimmerse.workflow.client.api.WorkflowApi;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Adds the User-Agent and the API key to requests to the service's origin, and to no other that a
 * caller's interceptor may divert them to.
 */
final class ApiHeadersInterceptor implements Interceptor {
  private final HttpUrl baseUrl;
  private final String apiKey;

  ApiHeadersInterceptor(HttpUrl baseUrl, String apiKey) {
    this.baseUrl = baseUrl;
    this.apiKey = apiKey;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!hasSameOrigin(request.url())) {
      return chain.proceed(request);
    }
    return chain.proceed(
        UserAgent.addTo(request).header(WorkflowApi.API_KEY_HEADER, apiKey).build());
  }

  private boolean hasSameOrigin(HttpUrl url) {
    return url.scheme().equals(baseUrl.scheme())
        && url.host().equals(baseUrl.host())
        && url.port() == baseUrl.port();
  }
}
