package net.vimmerse.workflow.contract.cli;

import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a server and the key for it. */
final class ServerOptions {
  @Option(
      names = "--target",
      paramLabel = "URL",
      description =
          "Base URL that the document's paths are relative to, such as http://127.0.0.1:8080.")
  private @Nullable String target;

  @Option(
      names = "--api-key-env",
      paramLabel = "NAME",
      description =
          "Environment variable that holds the API key. The key itself is never an option, since"
              + " other users can read command lines.")
  private @Nullable String apiKeyEnv;

  /** Returns true if a server is named. */
  boolean hasTarget() {
    return target != null;
  }

  /** Returns the URL of the server. */
  HttpUrl url() throws CliException {
    if (target == null) {
      throw CliException.usage("--target is missing. Name the URL of the server.");
    }
    HttpUrl url = HttpUrl.parse(target);
    if (url == null || url.encodedQuery() != null || !url.username().isEmpty()) {
      throw CliException.usage(
          "--target must be an http or https URL without a query or a user, not " + target);
    }
    return url;
  }

  /** Returns the key, from the environment. */
  ApiKey key(UnaryOperator<@Nullable String> environment) throws CliException {
    if (apiKeyEnv == null) {
      throw CliException.usage(
          "--api-key-env is missing. Name the environment variable that holds the API key.");
    }
    return key("--api-key-env", apiKeyEnv, environment);
  }

  /** Returns the key that an environment variable holds. */
  static ApiKey key(String option, String variable, UnaryOperator<@Nullable String> environment)
      throws CliException {
    String key = environment.apply(variable);
    if (key == null || key.isBlank()) {
      throw CliException.usage(
          "%s: %s is empty. Set it: export %s=your-key".formatted(option, variable, variable));
    }
    if (!key.strip().chars().allMatch(it -> it > ' ' && it < 0x7f)) {
      throw CliException.usage(
          option + ": the value of " + variable + " cannot be sent in a header");
    }
    return new ApiKey(key.strip(), variable);
  }

  /** Returns true if a URL names this machine by its text; names are not resolved. */
  static boolean isLocal(HttpUrl url) {
    return url.host().equals("localhost")
        || url.host().equals("::1")
        || url.host().matches("127(\\.\\d+){3}");
  }
}
