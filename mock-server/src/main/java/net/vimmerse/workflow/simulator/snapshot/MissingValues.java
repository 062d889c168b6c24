package net.vimmerse.workflow.simulator.snapshot;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds null values where a record does not permit them, which Jackson accepts. */
final class MissingValues {

  /** Reflection reads the annotations anew at each call, which takes longer than to parse JSON. */
  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents()).map(Component::of).toList();
        }
      };

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
    for (Component component : COMPONENTS.get(record.getClass())) {
      Object value = component.of(record);
      if ((value == null && component.mayBeNull) || value instanceof Map) {
        continue;
      }
      Optional<String> missing = missing(value, path + "." + component.name);
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private record Component(String name, Method accessor, boolean mayBeNull) {

    static Component of(RecordComponent component) {
      return new Component(
          component.getName(),
          component.getAccessor(),
          component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    @Nullable Object of(Record record) {
      try {
        return accessor.invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("state records are public", e);
      }
    }
  }
}
