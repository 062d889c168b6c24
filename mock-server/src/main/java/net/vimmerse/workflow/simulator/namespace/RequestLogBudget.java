package net.vimmerse.workflow.simulator.namespace;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds the memory of the request logs of all namespaces: the log that has been idle for longest
 * is emptied first.
 *
 * <p>Thread-safe. Calls logs while it is locked; logs do not call it while they are locked.
 */
final class RequestLogBudget {

  private final long maxBytes;

  /** The size of each log that is not empty, by the time of the last change. */
  private final Map<MemoryRequestLog, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);

  private long total;

  /** Creates a budget of a number of bytes. */
  RequestLogBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adjusts the size of a log, and empties others, or shortens this one, if the sum exceeds. */
  synchronized void changed(MemoryRequestLog log, long bytes) {
    resize(log, bytes);
    while (total > maxBytes && sizes.size() > 1) {
      Iterator<MemoryRequestLog> idle = sizes.keySet().iterator();
      MemoryRequestLog longestIdle = idle.next();
      resize(longestIdle, -longestIdle.drop(Long.MAX_VALUE));
    }
    if (total > maxBytes) {
      resize(log, -log.drop(total - maxBytes));
    }
  }

  private void resize(MemoryRequestLog log, long bytes) {
    if (bytes == 0) {
      return;
    }
    total += bytes;
    sizes.merge(log, bytes, (before, change) -> before + change == 0 ? null : before + change);
  }
}
