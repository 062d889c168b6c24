package net.vimmerse.workflow.client.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Requests a workflow from a template that has no class of its own, because it is newer than this
 * jar. Build it with {@link CreateWorkflowRequest#forTemplate}. Only the service validates the
 * options.
 *
 * <p>Immutable. Unset properties are not sent.
 */
@NullMarked
@JsonAdapter(TemplateRequest.GsonTypeAdapter.class)
public final class TemplateRequest implements CreateWorkflowRequest {
  private static final String OPTIONS = "options";

  private final String templateId;
  private final CreateWorkflowFields fields;
  private final Map<String, @Nullable Object> options;

  private TemplateRequest(Builder builder) {
    templateId = builder.templateId;
    fields = builder.fields.build();
    options = DefensiveCopy.mapOrEmpty(builder.options);
  }

  @Override
  public String templateId() {
    return templateId;
  }

  /** Returns an unmodifiable map of the options; empty if none is set. */
  public Map<String, @Nullable Object> options() {
    return options;
  }

  /** Returns a builder with the properties of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(templateId);
    builder.fields = fields.toBuilder();
    builder.options.putAll(options);
    return builder;
  }

  /**
   * Returns the request that a JSON object describes.
   *
   * @param jsonObject strings, numbers, booleans, nulls, and lists and maps of these
   * @throws IllegalArgumentException if it has no template
   */
  @JsonCreator
  public static TemplateRequest fromMap(Map<String, ? extends @Nullable Object> jsonObject) {
    return ModelJson.fromMap(TemplateRequest.class, jsonObject);
  }

  /**
   * Returns the request that a JSON object describes; see {@link #fromMap}.
   *
   * @throws IllegalArgumentException if the text is not a JSON object, or has no template
   */
  public static TemplateRequest fromJson(String json) {
    return ModelJson.fromJson(TemplateRequest.class, json);
  }

  @Override
  @JsonValue
  public Map<String, @Nullable Object> toMap() {
    return ModelJson.toMap(this);
  }

  @Override
  public String toJson() {
    return ModelJson.toJson(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof TemplateRequest)) {
      return false;
    }
    TemplateRequest that = (TemplateRequest) other;
    return templateId.equals(that.templateId)
        && fields.equals(that.fields)
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(templateId, fields, options);
  }

  /** Returns the class name and the properties that are set. */
  @Override
  public String toString() {
    return "TemplateRequest{templateId="
        + templateId
        + ", "
        + fields
        + ", options="
        + options
        + "}";
  }

  /** Builds {@link TemplateRequest} instances. Not thread-safe. */
  public static final class Builder {
    private final String templateId;
    private CreateWorkflowFields.Builder fields = CreateWorkflowFields.builder();
    private final Map<String, @Nullable Object> options = new LinkedHashMap<>();

    Builder(String templateId) {
      this.templateId = Objects.requireNonNull(templateId, "templateId == null");
    }

    /** Sets the title; null to unset it. */
    public Builder title(@Nullable String title) {
      fields.title(title);
      return this;
    }

    /** Sets the description; null to unset it. */
    public Builder description(@Nullable String description) {
      fields.description(description);
      return this;
    }

    /** Sets who can see the workflow; null to unset it. */
    public Builder visibilityStatus(@Nullable VisibilityStatus visibilityStatus) {
      fields.visibilityStatus(visibilityStatus);
      return this;
    }

    /** Sets the URLs of the input images; null to unset them. */
    public Builder imageUrls(@Nullable List<String> imageUrls) {
      fields.imageUrls(imageUrls);
      return this;
    }

    /** Adds the URL of an input image. */
    public Builder addImageUrl(String imageUrl) {
      fields.addImageUrl(imageUrl);
      return this;
    }

    /** Sets your own identifier for the workflow; null to unset it. */
    public Builder eventId(@Nullable String eventId) {
      fields.eventId(eventId);
      return this;
    }

    /** Sets the URL that receives the webhook when the workflow ends; null to unset it. */
    public Builder webhookUrl(@Nullable String webhookUrl) {
      fields.webhookUrl(webhookUrl);
      return this;
    }

    /**
     * Sets an option.
     *
     * @param name the JSON name
     * @param value null, a string, number, boolean or open enum, or a list or map of these
     */
    public Builder option(String name, @Nullable Object value) {
      options.put(Objects.requireNonNull(name, "name == null"), value);
      return this;
    }

    /**
     * Sets a property that this builder has no method for, or any property to an explicit null.
     *
     * @param name the JSON name
     * @param value null, a string, number, boolean or open enum, or a list or map of these
     * @throws IllegalArgumentException if this builder has a method for the property and the value
     *     is not null
     */
    public Builder property(String name, @Nullable Object value) {
      if (name.equals(DISCRIMINATOR) || name.equals(OPTIONS)) {
        throw new IllegalArgumentException(
            name + " cannot be set as a property: call forTemplate(...) or option(...) instead");
      }
      if (value == null) {
        fields.explicitNull(name);
      } else {
        fields.putAdditionalProperty(name, value);
      }
      return this;
    }

    /** Returns the request. The builder can be reused. */
    public TemplateRequest build() {
      return new TemplateRequest(this);
    }
  }

  static final class GsonTypeAdapter extends TypeAdapter<TemplateRequest> {
    private static final TypeAdapter<Map<String, @Nullable Object>> OPTIONS_ADAPTER =
        ModelTypeAdapter.adapter(new TypeToken<Map<String, @Nullable Object>>() {});
    private final CreateWorkflowFields.GsonTypeAdapter fields =
        new CreateWorkflowFields.GsonTypeAdapter();

    @Override
    public TemplateRequest read(JsonReader in) throws IOException {
      JsonObject json = ModelTypeAdapter.adapter(JsonObject.class).read(in);
      @Nullable JsonElement templateId = json.remove(DISCRIMINATOR);
      @Nullable JsonElement options = json.remove(OPTIONS);
      if (templateId == null || !templateId.isJsonPrimitive()) {
        throw new JsonParseException("The request has no " + DISCRIMINATOR);
      }
      Builder builder = new Builder(templateId.getAsString());
      builder.fields = fields.fromJsonTree(json).toBuilder();
      if (options != null && !options.isJsonNull()) {
        builder.options.putAll(OPTIONS_ADAPTER.fromJsonTree(options));
      }
      return builder.build();
    }

    @Override
    public void write(JsonWriter out, TemplateRequest request) throws IOException {
      boolean before = out.getSerializeNulls();
      out.setSerializeNulls(true);
      out.beginObject();
      out.name(DISCRIMINATOR).value(request.templateId);
      fields.writeContent(out, request.fields);
      if (!request.options.isEmpty()) {
        out.name(OPTIONS);
        OPTIONS_ADAPTER.write(out, request.options);
      }
      out.endObject();
      out.setSerializeNulls(before);
    }
  }
}
