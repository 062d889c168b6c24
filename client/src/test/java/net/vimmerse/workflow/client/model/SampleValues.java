package net.vimmerse.workflow.client.model;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Creates a value of any type that a model has. */
final class SampleValues {
  private SampleValues() {}

  static Object of(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType) {
      ParameterizedType generic = (ParameterizedType) type;
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return generic.getRawType() == List.class ? List.of(of(last)) : Map.of("key", of(last));
    }
    if (type == String.class || type == Object.class) {
      return "sample";
    }
    if (type == Integer.class) {
      return 42;
    }
    if (type == Long.class) {
      return 1L << 40;
    }
    if (type == Boolean.class) {
      return true;
    }
    if (type == Double.class) {
      return 0.5;
    }
    if (type == BigDecimal.class) {
      return new BigDecimal("0.10");
    }
    if (type == OffsetDateTime.class) {
      return OffsetDateTime.parse("2025-04-11T18:33:59.780864+02:00");
    }
    Class<?> model = (Class<?>) type;
    if (isOpenEnum(model)) {
      return model.getMethod("of", String.class).invoke(null, "sample");
    }
    return CreateRequestTest.build(CreateRequestTest.builder(model));
  }

  private static boolean isOpenEnum(Class<?> type) {
    return Stream.of(type.getDeclaredClasses()).anyMatch(Class::isEnum);
  }
}
