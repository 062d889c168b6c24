package net.vimmerse.workflow.simulator.persistence;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Counts records and sums up their checksums, in any order. Not thread-safe. */
final class RecordChecksum {

  private long records;
  private long value;

  /** Creates the checksum of the records of a commit. */
  RecordChecksum(Commit commit) {
    this.records = commit.records();
    this.value = commit.checksum();
  }

  void add(String map, String key, String json) {
    records++;
    value += checksum(map, key, json);
  }

  /** Adds the records of another checksum. */
  void add(RecordChecksum other) {
    records += other.records;
    value += other.value;
  }

  void subtract(String map, String key, String json) {
    records--;
    value -= checksum(map, key, json);
  }

  long records() {
    return records;
  }

  long value() {
    return value;
  }

  private static long checksum(String map, String key, String json) {
    CRC32C crc = new CRC32C();
    crc.update((map + '/' + key + '\n' + json).getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
