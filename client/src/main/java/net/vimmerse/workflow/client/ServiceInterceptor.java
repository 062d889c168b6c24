package net.vimmerse.workflow.client;

import java.io.IOException;
import net.vimmerse.workflow.client.api.WorkflowApi;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Adds what every request to the service has: who asks, and the API key, which goes to the
 * service's own origin and to nothing else that another interceptor may turn to.
 */
final class ServiceInterceptor implements Interceptor {
  private final HttpUrl service;
  private final String apiKey;

  ServiceInterceptor(HttpUrl service, String apiKey) {
    this.service = service;
    this.apiKey = apiKey;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!isService(request.url())) {
      return chain.proceed(request);
    }
    return chain.proceed(
        UserAgent.on(request.newBuilder(), request)
            .header(WorkflowApi.API_KEY_HEADER, apiKey)
            .build());
  }

  private boolean isService(HttpUrl url) {
    return url.scheme().equals(service.scheme())
        && url.host().equals(service.host())
        && url.port() == service.port();
  }
}
