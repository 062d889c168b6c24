package net.vimmerse.workflow.simulator.webhook;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of a response body and cancels the rest. */
final class BodyPrefixSubscriber implements BodySubscriber<String> {

  private final ByteBuffer beginning;
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  /**
   * @param limit in bytes
   */
  BodyPrefixSubscriber(int limit) {
    beginning = ByteBuffer.allocate(limit);
  }

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      ByteBuffer chunk = buffer.slice();
      chunk.limit(Math.min(chunk.remaining(), beginning.remaining()));
      beginning.put(chunk);
    }
    if (!beginning.hasRemaining() && !text.isDone()) {
      requireNonNull(subscription, "subscription == null").cancel();
      complete(false);
    }
  }

  @Override
  public void onError(Throwable error) {
    text.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    complete(true);
  }

  /**
   * @param whole false to drop an incomplete last character
   */
  private void complete(boolean whole) {
    CharBuffer characters = CharBuffer.allocate(beginning.capacity());
    StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(beginning.flip(), characters, whole);
    text.complete(characters.flip().toString());
  }
}
