package net.vimmerse.workflow.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreateRequestTest {
  private static final Gson GSON = new Gson();

  static List<Class<?>> requests() {
    return GeneratedModels.requests();
  }

  static List<Class<?>> models() {
    return GeneratedModels.models();
  }

  @Test
  void every_template_in_the_document_has_a_class_that_sends_its_id() throws Exception {
    List<String[]> templates = GeneratedModels.templates();
    assertThat(templates).hasSizeGreaterThanOrEqualTo(40);
    for (String[] template : templates) {
      Class<?> request = Class.forName("net.vimmerse.workflow.client.model." + template[1]);
      assertThat(json(build(builder(request))))
          .isEqualTo(JsonParser.parseString("{\"template_id\": \"" + template[0] + "\"}"));
    }
    assertThat(requests()).hasSameSizeAs(templates);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void options_have_exactly_one_type(Class<?> request) {
    List<Method> setters =
        Stream.of(builder(request).getClass().getMethods())
            .filter(method -> method.getName().equals("options"))
            .collect(Collectors.toList());
    assertThat(setters).hasSize(1);
    Class<?> options = setters.get(0).getParameterTypes()[0];
    assertThat(options.getSimpleName()).endsWith("Options");
    assertThat(Modifier.isFinal(options.getModifiers())).isTrue();
    assertThat(options.getSuperclass()).isEqualTo(Object.class);
    assertThat(options.getInterfaces()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void only_the_properties_that_are_set_are_sent(Class<?> request) throws Exception {
    for (Method setter : setters(request)) {
      Object builder = builder(request);
      setter.invoke(builder, SampleValues.of(setter.getGenericParameterTypes()[0]));
      assertThat(json(build(builder)).keySet())
          .extracting(name -> name.replace("_", "").toLowerCase(Locale.ROOT))
          .containsExactlyInAnyOrder("templateid", setter.getName().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void every_request_has_the_common_properties(Class<?> request) {
    assertThat(Stream.of(builder(request).getClass().getMethods()).map(Method::getName))
        .contains(
            "title",
            "description",
            "visibilityStatus",
            "imageUrls",
            "addImageUrl",
            "eventId",
            "webhookUrl",
            "options");
  }

  @ParameterizedTest
  @MethodSource("models")
  void a_model_is_read_back_as_written(Class<?> model) throws Exception {
    Object full = full(model);
    Object read = GSON.fromJson(GSON.toJson(full), model);
    assertThat(read).isEqualTo(full).hasSameHashCodeAs(full).hasToString(full.toString());
    assertThat(model.getMethod("toBuilder").invoke(full))
        .satisfies(b -> assertThat(build(b)).isEqualTo(full));
  }

  @ParameterizedTest
  @MethodSource("models")
  void models_that_differ_in_one_property_are_not_equal(Class<?> model) throws Exception {
    Object full = full(model);
    assertThat(full).isNotEqualTo(build(builder(model))).isNotEqualTo("text").isNotEqualTo(null);
    for (Method setter : setters(model)) {
      Object builder = model.getMethod("toBuilder").invoke(full);
      setter.invoke(builder, new Object[] {null});
      assertThat(build(builder)).as(setter.getName()).isNotEqualTo(full);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void models_are_immutable(Class<?> model) throws Exception {
    assertThat(Modifier.isFinal(model.getModifiers())).isTrue();
    assertThat(model.getDeclaredFields())
        .allMatch(field -> Modifier.isFinal(field.getModifiers()), "final");
    Object full = full(model);
    for (Method accessor : model.getMethods()) {
      if (accessor.getReturnType() == List.class) {
        List<?> list = (List<?>) accessor.invoke(full);
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
      }
      if (accessor.getReturnType() == Map.class && !isConversion(accessor)) {
        Map<?, ?> map = (Map<?, ?>) accessor.invoke(full);
        assertThatThrownBy(() -> map.put(null, null))
            .isInstanceOf(UnsupportedOperationException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void unset_lists_and_maps_are_empty(Class<?> model) throws Exception {
    Object empty = build(builder(model));
    for (Method accessor : model.getMethods()) {
      if (!isConversion(accessor)
          && (accessor.getReturnType() == List.class || accessor.getReturnType() == Map.class)) {
        assertThat(accessor.invoke(empty))
            .as(accessor.getName())
            .isNotNull()
            .hasToString(accessor.getReturnType() == List.class ? "[]" : "{}");
      }
    }
  }

  private static boolean isConversion(Method method) {
    return method.getName().equals("toMap");
  }

  private static List<Method> setters(Class<?> model) {
    List<Method> setters = new ArrayList<>();
    for (Method method : builder(model).getClass().getDeclaredMethods()) {
      if (method.getParameterCount() == 1
          && !method.getName().matches("add[A-Z].*|explicitNull")
          && !method.isSynthetic()) {
        setters.add(method);
      }
    }
    return setters;
  }

  /** Returns a model with every property set. */
  static Object full(Class<?> model) throws Exception {
    Object builder = builder(model);
    for (Method setter : setters(model)) {
      setter.invoke(builder, SampleValues.of(setter.getGenericParameterTypes()[0]));
    }
    return build(builder);
  }

  static Object builder(Class<?> model) {
    try {
      Method builder = model.getDeclaredMethod("builder");
      builder.setAccessible(true);
      return builder.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static Object build(Object builder) {
    try {
      return builder.getClass().getMethod("build").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static JsonObject json(Object request) throws IOException {
    // Retrofit also writes the body by the interface.
    return GSON.getAdapter(CreateWorkflowRequest.class)
        .toJsonTree((CreateWorkflowRequest) request)
        .getAsJsonObject();
  }
}
