package net.vimmerse.workflow.simulator.wiremock;

import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.admin.StreamedResponse;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Cors;
import net.vimmerse.workflow.simulator.http.ExchangeListener;
import net.vimmerse.workflow.simulator.http.ExternalUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a server needs to handle requests.
 *
 * @param api handles what no stub matches
 * @param isPrompt tests, given method and raw path, whether {@code api} takes little time and waits
 *     for nothing, before it returns and when it continues later
 * @param adminApi handles requests under {@code /__admin/simulator}
 * @param adminRejection returns the error for a request under {@code /__admin} that is not
 *     permitted
 * @param cors applied to the responses of stubs of users
 * @param externalUrl finds the URL under which a client reached the server
 * @param maxBodyBytes the maximum size of a request body
 * @param snapshots exports and imports snapshots, given the request and its body
 * @param listener receives all exchanges but those of the admin API; null for none
 */
public record RequestHandlers(
    Api api,
    BiPredicate<String, String> isPrompt,
    Function<ApiRequest, ApiResponse> adminApi,
    Function<ApiRequest, Optional<ApiResponse>> adminRejection,
    Cors cors,
    ExternalUrl externalUrl,
    int maxBodyBytes,
    BiFunction<ApiRequest, InputStream, StreamedResponse> snapshots,
    @Nullable ExchangeListener listener) {

  /** Handles requests to the API. */
  public interface Api {

    /**
     * Handles a request.
     *
     * @param later executes what cannot be done before the method returns
     * @return completed with the response, by {@code later} or already
     */
    CompletableFuture<ApiResponse> handle(ApiRequest request, Executor later);
  }
}
