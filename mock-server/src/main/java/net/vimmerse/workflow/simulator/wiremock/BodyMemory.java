package net.vimmerse.workflow.simulator.wiremock;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Bounds the memory of all request bodies that are on their way or being handled. If it is used up,
 * the body of which nothing has arrived for longest is given up, so that clients that send half a
 * body do not stop others.
 *
 * <p>Thread-safe. Must be a bean of each connector, which reports the requests that have ended.
 */
final class BodyMemory implements HttpChannel.Listener {

  /** The collector keeps a large array in regions of its own, up to half of which are unused. */
  private static final long BYTES_PER_BYTE = 2;

  private final long maxBytes;

  /** What each body holds, by the time at which a part of it has arrived. */
  private final Map<RequestBody, Long> held = new LinkedHashMap<>(16, 0.75f, true);

  private long total;

  BodyMemory(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Returns the length of the longest body that there is memory for. */
  long maxLength() {
    return maxBytes / (2 * BYTES_PER_BYTE);
  }

  /**
   * Reserves more memory for a body of which a part has arrived. Gives up others that are not
   * complete, and at last this one, while all together exceed the maximum.
   */
  synchronized void reserve(RequestBody body, int bytes) {
    held.merge(body, BYTES_PER_BYTE * bytes, Long::sum);
    total += BYTES_PER_BYTE * bytes;
    Iterator<Map.Entry<RequestBody, Long>> longestIdle = held.entrySet().iterator();
    while (total > maxBytes && longestIdle.hasNext()) {
      Map.Entry<RequestBody, Long> each = longestIdle.next();
      if (each.getKey().giveUp()) {
        total -= each.getValue();
        longestIdle.remove();
      }
    }
  }

  /** Releases what the body of a request holds, which is not used any more. */
  synchronized void release(Request request) {
    Long bytes = RequestBody.remove(request).map(held::remove).orElse(null);
    total -= bytes == null ? 0 : bytes;
  }

  @Override
  public void onComplete(Request request) {
    release(request);
  }
}
