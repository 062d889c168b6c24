package net.vimmerse.workflow.simulator.snapshot;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds null values where a record does not permit them, which Jackson accepts. */
final class MissingValues {

  private MissingValues() {}

  /** Returns the path of the first missing value; empty if there is none. */
  static Optional<String> missing(@Nullable Object value, String path) {
    if (value == null) {
      return Optional.of(path);
    }
    if (value instanceof Collection<?> list) {
      int index = 0;
      for (Object each : list) {
        Optional<String> missing = missing(each, path + "[" + index++ + "]");
        if (missing.isPresent()) {
          return missing;
        }
      }
      return Optional.empty();
    }
    return value instanceof Record record ? inRecord(record, path) : Optional.empty();
  }

  private static Optional<String> inRecord(Record record, String path) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = valueOf(component, record);
      boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if ((value == null && mayBeNull) || value instanceof Map) {
        continue;
      }
      Optional<String> missing = missing(value, path + "." + component.getName());
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("state records are public", e);
    }
  }
}
