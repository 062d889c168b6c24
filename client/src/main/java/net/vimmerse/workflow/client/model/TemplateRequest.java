package net.vimmerse.workflow.client.model;

import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
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
 * A request for a template that has no class of its own, since it is newer than this jar. Made by
 * {@link CreateWorkflowRequest#forTemplate}. The service checks its options; nothing here does.
 *
 * <p>Immutable. What is not set is not sent.
 */
@NullMarked
@JsonAdapter(TemplateRequest.Json.class)
public final class TemplateRequest implements CreateWorkflowRequest {
  private static final String OPTIONS = "options";

  private final String templateId;
  private final CreateWorkflowFields fields;
  private final Map<String, @Nullable Object> options;

  private TemplateRequest(Builder builder) {
    templateId = builder.templateId;
    fields = builder.fields.build();
    options = Frozen.mapOrEmpty(builder.options);
  }

  @Override
  public String templateId() {
    return templateId;
  }

  /** Returns the options; empty when none is set. Cannot be changed. */
  public Map<String, @Nullable Object> options() {
    return options;
  }

  /** Returns a builder that starts with everything that is set here. */
  public Builder toBuilder() {
    Builder builder = new Builder(templateId);
    builder.fields = fields.toBuilder();
    builder.options.putAll(options);
    return builder;
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

  /** Returns the class name and everything that is set. */
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

  /** Makes {@link TemplateRequest} objects. Not safe for use by several threads. */
  public static final class Builder {
    private final String templateId;
    private CreateWorkflowFields.Builder fields = CreateWorkflowFields.builder();
    private final Map<String, @Nullable Object> options = new LinkedHashMap<>();

    Builder(String templateId) {
      this.templateId = Objects.requireNonNull(templateId, "templateId == null");
    }

    /** Sets the title; null for not set. */
    public Builder title(@Nullable String title) {
      fields.title(title);
      return this;
    }

    /** Sets the description; null for not set. */
    public Builder description(@Nullable String description) {
      fields.description(description);
      return this;
    }

    /** Sets who may see the workflow; null for not set. */
    public Builder visibilityStatus(@Nullable VisibilityStatus visibilityStatus) {
      fields.visibilityStatus(visibilityStatus);
      return this;
    }

    /** Sets the input images, as URLs that the service can read; null for not set. */
    public Builder imageUrls(@Nullable List<String> imageUrls) {
      fields.imageUrls(imageUrls);
      return this;
    }

    /** Adds one input image, as a URL that the service can read. */
    public Builder addImageUrl(String imageUrl) {
      fields.addImageUrl(imageUrl);
      return this;
    }

    /** Sets the caller's own name for what the workflow belongs to; null for not set. */
    public Builder eventId(@Nullable String eventId) {
      fields.eventId(eventId);
      return this;
    }

    /** Sets the URL that is called once the workflow has ended; null for not set. */
    public Builder webhookUrl(@Nullable String webhookUrl) {
      fields.webhookUrl(webhookUrl);
      return this;
    }

    /**
     * Sets one option.
     *
     * @param name the name in JSON
     * @param value null, a string, number, boolean or open enum, or a list or map of such
     */
    public Builder option(String name, @Nullable Object value) {
      options.put(Objects.requireNonNull(name, "name == null"), value);
      return this;
    }

    /**
     * Sets a field that has no method here, or sends any other as null.
     *
     * @param name the name in JSON
     * @param value null, a string, number, boolean or open enum, or a list or map of such
     * @throws IllegalArgumentException if there is a method for this field, and the value is not
     *     null
     */
    public Builder field(String name, @Nullable Object value) {
      if (name.equals(DISCRIMINATOR) || name.equals(OPTIONS)) {
        throw new IllegalArgumentException(
            "TemplateRequest sets "
                + name
                + " itself: call forTemplate(...) or option(...) instead");
      }
      if (value == null) {
        fields.explicitNull(name);
      } else {
        fields.additionalField(name, value);
      }
      return this;
    }

    /** Returns what was set. The builder can be used further. */
    public TemplateRequest build() {
      return new TemplateRequest(this);
    }
  }

  static final class Json extends TypeAdapter<TemplateRequest> {
    private final CreateWorkflowFields.Json fields = new CreateWorkflowFields.Json();

    @Override
    public TemplateRequest read(JsonReader in) {
      throw new UnsupportedOperationException("TemplateRequest is only written");
    }

    @Override
    public void write(JsonWriter out, TemplateRequest request) throws IOException {
      out.beginObject();
      out.name(DISCRIMINATOR).value(request.templateId);
      fields.writeContent(out, request.fields);
      if (!request.options.isEmpty()) {
        out.name(OPTIONS);
        ModelAdapter.writeFreeForm(out, request.options);
      }
      out.endObject();
    }
  }
}
