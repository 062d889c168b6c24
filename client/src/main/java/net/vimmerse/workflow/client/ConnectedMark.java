package net.vimmerse.workflow.client;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Remembers that a request got as far as a connection, whose bytes may be seen by the service from
 * there on. As the first of the network interceptors it is reached before anything is written.
 */
final class ConnectedMark {
  static final Interceptor INTERCEPTOR = ConnectedMark::intercept;

  private volatile boolean connected;

  /** The mark of a call. It has one from the first time that this is asked. */
  static ConnectedMark on(Call call) {
    return call.tag(ConnectedMark.class, ConnectedMark::new);
  }

  boolean isSet() {
    return connected;
  }

  private static Response intercept(Interceptor.Chain chain) throws IOException {
    ConnectedMark mark = chain.call().tag(ConnectedMark.class);
    if (mark != null) {
      mark.connected = true;
    }
    return chain.proceed(chain.request());
  }
}
