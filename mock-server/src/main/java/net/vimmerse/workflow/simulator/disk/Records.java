package net.vimmerse.workflow.simulator.disk;

import net.vimmerse.workflow.simulator.facts.DamagedFactsException;
import net.vimmerse.workflow.simulator.facts.FactsJson;

/** Reads records, and says which one is damaged. */
final class Records {

  private Records() {}

  /**
   * The record under a key.
   *
   * @throws DamagedFactsException if it cannot be read
   */
  static <T> T read(Class<T> type, String key, String json) {
    try {
      return FactsJson.read(type, json);
    } catch (DamagedFactsException e) {
      throw new DamagedFactsException(
          "the record " + key + " cannot be read: " + e.getMessage(), e);
    }
  }
}
