package net.vimmerse.workflow.client;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Records whether a call has got a connection, from when on the service may see its bytes. As the
 * first network interceptor it runs before anything is written.
 */
final class ConnectionTracker {
  static final Interceptor INTERCEPTOR = ConnectionTracker::intercept;

  private volatile boolean connected;

  /** Adds a tracker to the request of a call; a tag of the call itself would require OkHttp 5.3. */
  static Request.Builder addTo(Request.Builder request) {
    return request.tag(ConnectionTracker.class, new ConnectionTracker());
  }

  /**
   * Returns the tracker of a call.
   *
   * @throws IllegalStateException if the user's call factory has lost it
   */
  static ConnectionTracker of(Call call) {
    @Nullable ConnectionTracker tracker = call.request().tag(ConnectionTracker.class);
    if (tracker == null) {
      throw new IllegalStateException("The call factory must keep the tags of requests");
    }
    return tracker;
  }

  boolean isConnected() {
    return connected;
  }

  private static Response intercept(Interceptor.Chain chain) throws IOException {
    of(chain.call()).connected = true;
    return chain.proceed(chain.request());
  }
}
