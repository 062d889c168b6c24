package net.vimmerse.workflow.client;

import java.io.IOException;
import net.vimmerse.workflow.client.api.WorkflowApi;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Adds the API key to what goes to the service, and to nothing else that another interceptor may
 * turn to.
 */
final class ApiKeyInterceptor implements Interceptor {
  private final HttpUrl service;
  private final String apiKey;

  ApiKeyInterceptor(HttpUrl service, String apiKey) {
    this.service = service;
    this.apiKey = apiKey;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!isService(request.url())) {
      return chain.proceed(request);
    }
    return chain.proceed(request.newBuilder().header(WorkflowApi.API_KEY_HEADER, apiKey).build());
  }

  private boolean isService(HttpUrl url) {
    return url.scheme().equals(service.scheme())
        && url.host().equals(service.host())
        && url.port() == service.port();
  }
}
