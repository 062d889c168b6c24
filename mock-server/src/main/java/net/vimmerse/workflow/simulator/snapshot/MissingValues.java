package net.vimmerse.workflow.simulator.snapshot;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds null values where a record does not permit them, which Jackson accepts. */
final class MissingValues {

  /** Reflection reads the annotations anew at each call, which takes longer than to parse JSON. */
  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents())
              .filter(component -> !component.getType().isPrimitive())
              .map(Component::of)
              .toList();
        }
      };

  private MissingValues() {}

  /** Returns the path of the first missing value; null if there is none. */
  static @Nullable String in(Object state) {
    return state instanceof Record record ? inRecord(record) : null;
  }

  private static @Nullable String inRecord(Record record) {
    for (Component component : COMPONENTS.get(record.getClass())) {
      Object value = component.of(record);
      if (value == null && component.mayBeNull) {
        continue;
      }
      String missing = inValue(value);
      if (missing != null) {
        return "." + component.name + missing;
      }
    }
    return null;
  }

  private static @Nullable String inValue(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Collection<?> list) {
      int index = 0;
      for (Object each : list) {
        String missing = inValue(each);
        if (missing != null) {
          return "[" + index + "]" + missing;
        }
        index++;
      }
    }
    return in(value);
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
