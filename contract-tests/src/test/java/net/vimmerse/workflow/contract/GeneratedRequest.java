package net.vimmerse.workflow.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;

/**
 * Builds the client's generated requests by the names that the document gives, so that a template
 * that is added there is covered without a line here.
 */
final class GeneratedRequest {
  static final String IMAGE = "https://example.com/input.png";
  private static final String MODELS = CreateWorkflowRequest.class.getPackageName() + ".";

  private GeneratedRequest() {}

  /** The class for a template. */
  static Class<?> type(TemplateSchema template) throws ReflectiveOperationException {
    return Class.forName(MODELS + template.schema().name());
  }

  /** A request with a title, an image, and every option set to the last value that it can have. */
  static CreateWorkflowRequest of(TemplateSchema template) throws ReflectiveOperationException {
    Object options = builder(Class.forName(MODELS + template.options().name()));
    for (Option option : template.optionsByName().values()) {
      List<String> values = option.values().stream().map(value -> value.asText()).toList();
      set(options, option.name(), values.isEmpty() ? IMAGE : values.get(values.size() - 1));
    }
    Object request = builder(type(template));
    set(request, "title", template.id());
    call(request, "addImageUrl", IMAGE);
    call(request, "options", call(options, "build"));
    return (CreateWorkflowRequest) call(request, "build");
  }

  private static Object builder(Class<?> type) throws ReflectiveOperationException {
    return type.getMethod("builder").invoke(null);
  }

  /** Sets a field to a text, or to the open enum's constant of that text. */
  private static void set(Object builder, String field, String text)
      throws ReflectiveOperationException {
    String name = camelCase(field);
    Class<?> type = method(builder, name).getParameterTypes()[0];
    Object value =
        type == String.class ? text : type.getMethod("of", String.class).invoke(null, text);
    call(builder, name, value);
  }

  private static Object call(Object target, String method, Object... arguments)
      throws ReflectiveOperationException {
    return method(target, method).invoke(target, arguments);
  }

  private static Method method(Object target, String name) throws NoSuchMethodException {
    return Arrays.stream(target.getClass().getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException(target.getClass() + "." + name));
  }

  private static String camelCase(String field) {
    StringBuilder name = new StringBuilder();
    for (String word : field.split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
