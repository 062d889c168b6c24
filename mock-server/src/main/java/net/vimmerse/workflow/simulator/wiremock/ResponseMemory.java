package net.vimmerse.workflow.simulator.wiremock;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Bounds the memory of all responses that their clients have not read yet. If it is used up, the
 * response of which nothing could be sent for longest is given up, so that clients that do not read
 * do not stop others.
 *
 * <p>Thread-safe.
 */
final class ResponseMemory {

  private final long maxBytes;

  /** By the time at which a part was sent. */
  private final Set<UnsentResponse> unsent = new LinkedHashSet<>();

  private long total;

  ResponseMemory(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Reserves memory for a response; gives up others while all together exceed the maximum. */
  void reserve(UnsentResponse response) {
    List<UnsentResponse> givenUp = new ArrayList<>();
    synchronized (this) {
      total += response.body().length;
      while (total > maxBytes && !unsent.isEmpty()) {
        UnsentResponse longestIdle = unsent.iterator().next();
        release(longestIdle);
        givenUp.add(longestIdle);
      }
      unsent.add(response);
    }
    // Without the lock, as it calls others.
    givenUp.forEach(UnsentResponse::giveUp);
  }

  /** Records that a part of a response was sent. */
  synchronized void progressed(UnsentResponse response) {
    if (unsent.remove(response)) {
      unsent.add(response);
    }
  }

  /** Releases the memory of a response; has no effect if it was released. */
  synchronized void release(UnsentResponse response) {
    if (unsent.remove(response)) {
      total -= response.body().length;
    }
  }
}
