package net.vimmerse.workflow.client;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Records whether a call has got a connection, from when on the service may see its bytes. As the
 * first network interceptor it runs before anything is written.
 */
final class ConnectionTracker {
  static final Interceptor INTERCEPTOR = ConnectionTracker::intercept;

  private volatile boolean connected;

  static ConnectionTracker of(Call call) {
    return call.tag(ConnectionTracker.class, ConnectionTracker::new);
  }

  boolean isConnected() {
    return connected;
  }

  private static Response intercept(Interceptor.Chain chain) throws IOException {
    of(chain.call()).connected = true;
    return chain.proceed(chain.request());
  }
}
