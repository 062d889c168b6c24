package net.vimmerse.workflow.simulator.wiremock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests of all kinds at a fixed pace, whether or not the responses arrive, receives the
 * webhooks, and records what the responses said.
 *
 * <p>The workflows of two API keys must stay unless they are deleted or evicted. Others are reset,
 * imported, faulty or used once.
 */
final class MixedLoad implements AutoCloseable {

  private static final int MAX_PROBLEMS = 20;
  private static final int RECENT = 128;

  /** On a machine that is too slow for the pace, the pace gives way. */
  private static final int MAX_IN_FLIGHT = 200;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Marks the errors that a fault rule asks for. */
  private static final String ASKED_FOR = "X-Asked-For";

  private static final String IMAGES = "\"image_urls\": [\"https://example.com/in.png\"]";
  private static final List<String> OUTCOMES =
      List.of("fail", "stuck", "slow=5s", "immediate", "polls=3", "manual", "expire=3s", "success");
  private static final List<String> LISTS =
      List.of(
          "/requests",
          "/webhooks",
          "/credits",
          "/outcomes",
          "/faults",
          "/clock",
          "/namespaces",
          "/preflights",
          "/openapi.json");
  private static final List<String> PUBLIC =
      List.of("/", "/docs", "/openapi.yaml", "/metrics", "/v2/workflow/templates", "/nowhere");
  private static final List<String> INVALID =
      List.of("{", "[]", "{\"image_urls\": 1e9999999}", "{\"template_id\": \"none\"}", "\u0000");

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final JsonMapper JSON = new JsonMapper();

  private final URI url;
  private final long periodNanos;
  private final Random random = new Random(15);
  private final List<Runnable> kinds = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService sockets = Executors.newCachedThreadPool();
  private final HttpServer receiver;

  /** Its parties are this and each request that has no response yet. */
  private final Phaser inFlight = new Phaser(1);

  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong created = new AtomicLong();
  private final AtomicLong webhooks = new AtomicLong();
  private final AtomicLong seed = new AtomicLong();

  /** The workflows that must stay, and were not deleted, by id. */
  private final Map<String, Created> kept = new ConcurrentHashMap<>();

  /** The connections of clients that wait for the end of a response to half a request. */
  private final Set<Socket> waiting = ConcurrentHashMap.newKeySet();

  private final Set<String> reported = ConcurrentHashMap.newKeySet();
  private final Map<String, String> entityTags = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<@Nullable Workflow> recent =
      new AtomicReferenceArray<>(RECENT);
  private final AtomicReferenceArray<@Nullable Workflow> moved = new AtomicReferenceArray<>(RECENT);

  /** Creates a load for a simulator. */
  MixedLoad(URI url, int requestsPerSecond) throws IOException {
    this.url = url;
    this.periodNanos = TimeUnit.SECONDS.toNanos(1) / requestsPerSecond;
    this.receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(sockets);
    receiver.createContext("/", this::receive);
    receiver.start();
    add(120, this::create);
    add(250, () -> read(request(recent(), "GET", "")));
    add(40, () -> read(request(recent(), "PUT", "{\"title\": \"renamed\"}")));
    add(30, this::delete);
    add(20, this::end);
    add(60, () -> read(admin(keeper(), "GET", "/workflows?order=desc&limit=50", "")));
    add(20, () -> read(admin(keeper(), "GET", "/workflows/" + recent().id, "")));
    add(120, this::summary);
    add(40, () -> read(admin(keeper(), "GET", one(LISTS), "")));
    add(20, () -> read(request(keeper(), "GET", one(PUBLIC), "")));
    add(50, this::media);
    add(10, () -> read(request(keeper(), "POST", "/v2/workflow", one(INVALID))));
    add(5, () -> read(request(keeper(), "POST", "/v2/workflow", " ".repeat(200_000))));
    add(50, this::createWithOutcome);
    add(80, () -> change(request(moved(), "GET", "")));
    add(10, () -> change(request(moved(), "DELETE", "")));
    add(10, () -> change(admin(moving(), "POST", "/outcomes", outcomeRule())));
    add(15, () -> change(admin(moving(), "POST", "/faults", faultRule())));
    add(4, () -> change(admin(moving(), "DELETE", "/faults", "")));
    add(15, () -> change(admin(moving(), "POST", "/clock", "{\"advance\": \"1h\"}")));
    add(4, () -> change(admin(moving(), "POST", "/clock", "{\"scale\": 60}")));
    add(4, () -> change(admin(moving(), "POST", "/credits", "{\"deposit\": 1}")));
    add(4, () -> change(admin(moving(), "POST", "/reset", "")));
    add(2, this::snapshot);
    add(40, () -> read(request(visitor(), "GET", "/v2/workflow/x", "")));
    add(5, () -> read(request(visitor(), "POST", "/v2/workflow", "{" + IMAGES + "}")));
    add(20, () -> onSocket(this::fuzz));
    add(5, () -> onSocket(() -> sendHalf(false)));
    add(1, () -> onSocket(() -> sendHalf(true)));
    add(4, () -> onSocket(this::leaveHalfRead));
  }

  private void add(int weight, Runnable kind) {
    kinds.addAll(Collections.nCopies(weight, kind));
  }

  /** Starts to send. */
  void start() {
    for (int n = 0; n < 10; n++) {
      // Never end, so that others are evicted.
      create("{" + IMAGES + ", \"event_id\": \"sim:stuck\"}", Long.MAX_VALUE, false);
    }
    ScheduledFuture<?> unused =
        pace.scheduleAtFixedRate(this::next, 0, periodNanos, TimeUnit.NANOSECONDS);
  }

  private void next() {
    if (inFlight.getUnarrivedParties() > MAX_IN_FLIGHT) {
      return;
    }
    try {
      sent.incrementAndGet();
      kinds.get(random.nextInt(kinds.size())).run();
    } catch (RuntimeException e) {
      problem(e.toString());
    }
  }

  /** Sends no more, and returns when each request has its response, or its time is over. */
  void stop() throws InterruptedException {
    pace.shutdownNow();
    if (!pace.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      problem("the load does not stop");
    }
    for (Socket socket : waiting) {
      try {
        socket.close();
      } catch (IOException e) {
        problem(e.toString());
      }
    }
    inFlight.arriveAndAwaitAdvance();
  }

  /** Returns what went wrong, at most {@value #MAX_PROBLEMS} of it. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Returns the number of requests that were sent. */
  long sent() {
    return sent.get();
  }

  /** Returns the number of webhooks that were received. */
  long webhooks() {
    return webhooks.get();
  }

  /** Returns the response times since the last call, sorted, in milliseconds. */
  double[] takeMillis() {
    List<Long> taken = new ArrayList<>();
    for (Long next = nanos.poll(); next != null; next = nanos.poll()) {
      taken.add(next);
    }
    return taken.stream().mapToDouble(each -> each / 1e6).sorted().toArray();
  }

  /**
   * Returns the workflows that must be there, with their keys: those that never end, and the latest
   * of the others.
   *
   * @param latest the number of the latest workflows that cannot have been evicted
   */
  Map<String, String> kept(int latest) {
    Map<String, String> keys = new TreeMap<>();
    kept.forEach(
        (id, each) -> {
          if (each.number > created.get() - latest) {
            keys.put(id, each.key);
          }
        });
    return keys;
  }

  /** Returns a workflow that was created first of those that end. */
  Map.Entry<String, Created> oldest() {
    return kept.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
  }

  /** Tests whether the webhooks of these workflows were received. */
  boolean isReported(Set<String> ids) {
    return ids.stream().allMatch(id -> !kept.get(id).webhook || reported.contains(id));
  }

  @Override
  public void close() {
    pace.shutdownNow();
    receiver.stop(0);
    sockets.shutdownNow();
  }

  private void create() {
    boolean webhook = random.nextInt(3) == 0;
    String reportedTo =
        webhook
            ? ", \"webhook_url\": \"http://127.0.0.1:" + receiver.getAddress().getPort() + "/\""
            : "";
    create(
        "{%s, \"title\": \"%d\"%s}".formatted(IMAGES, random.nextInt(1_000), reportedTo),
        0,
        webhook);
  }

  private void create(String body, long number, boolean webhook) {
    String key = keeper();
    send(
        request(key, "POST", "/v2/workflow", body),
        response -> {
          if (response.statusCode() != 200) {
            problem("created: " + response.statusCode() + " " + text(response));
            return;
          }
          String id = json(response).at("/data/id").asText();
          long next = created.incrementAndGet();
          kept.put(id, new Created(key, Math.max(number, next), webhook));
          if (number == 0) {
            recent.set((int) (next % RECENT), new Workflow(id, key));
          }
        });
  }

  private void createWithOutcome() {
    String key = moving();
    change(
        request(key, "POST", "/v2/workflow", withOutcome()),
        response -> {
          String id = response.statusCode() == 200 ? idIn(response) : "";
          if (!id.isEmpty()) {
            moved.set(random.nextInt(RECENT), new Workflow(id, key));
          }
        });
  }

  private void delete() {
    Workflow workflow = recent();
    kept.remove(workflow.id);
    read(request(workflow, "DELETE", ""));
  }

  private void end() {
    String change =
        random.nextBoolean() ? "{\"status\": \"success\"}" : "{\"reason\": \"power cut\"}";
    Workflow workflow = recent();
    read(admin(workflow.key, "PATCH", "/workflows/" + workflow.id, change));
  }

  /** Loads a file of a workflow that has ended, or a part of it. */
  private void media() {
    send(
        request(recent(), "GET", ""),
        response -> {
          String file =
              response.statusCode() != 200 ? "" : json(response).at("/data/result/0/url").asText();
          if (file.startsWith("http")) {
            HttpRequest.Builder download = HttpRequest.newBuilder(URI.create(file));
            int from = random.nextInt(4_000);
            if (from % 2 == 0) {
              download.header("Range", "bytes=" + from + "-" + (from + 10_000));
            }
            read(download);
          }
        });
  }

  /** Asks as the dashboard does while nothing changes. */
  private void summary() {
    String key = keeper();
    HttpRequest.Builder request = admin(key, "GET", "/summary", "");
    String last = entityTags.get(key);
    if (last != null) {
      request.header("If-None-Match", last);
    }
    send(
        request,
        response ->
            response.headers().firstValue("ETag").ifPresent(tag -> entityTags.put(key, tag)));
  }

  private void snapshot() {
    String key = moving();
    send(
        admin(key, "GET", "/snapshot", ""),
        response -> change(admin(key, "PUT", "/snapshot", text(response))));
  }

  private String withOutcome() {
    return "{%s, \"event_id\": \"sim:%s\", \"webhook_url\": \"http://127.0.0.1:%d/\"}"
        .formatted(
            IMAGES, one(OUTCOMES), random.nextInt(4) == 0 ? 9 : receiver.getAddress().getPort());
  }

  private String outcomeRule() {
    return "{\"every\": %d, \"outcome\": \"%s\"}".formatted(1 + random.nextInt(4), one(OUTCOMES));
  }

  private String faultRule() {
    return switch (random.nextInt(6)) {
      case 0 -> "{\"count\": 2, \"status\": 503, \"headers\": {\"" + ASKED_FOR + "\": \"1\"}}";
      case 1 -> "{\"count\": 2, \"delay\": \"100ms\", \"jitter\": \"100ms\"}";
      case 2 -> "{\"count\": 2, \"fault\": \"reset\"}";
      case 3 -> "{\"count\": 2, \"fault\": \"truncate\"}";
      case 4 -> "{\"count\": 2, \"fault\": \"malformed\"}";
      default -> "{\"count\": 1, \"fault\": \"dribble\"}";
    };
  }

  private HttpRequest.Builder request(Workflow workflow, String method, String body) {
    return request(workflow.key, method, "/v2/workflow/" + workflow.id, body);
  }

  private HttpRequest.Builder admin(String key, String method, String path, String body) {
    return request(key, method, "/__admin/simulator" + path, body);
  }

  private HttpRequest.Builder request(String key, String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path)).header("X-Api-Key", key);
    if (body.isEmpty()) {
      return request.method(method, BodyPublishers.noBody());
    }
    return request
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body));
  }

  /** Sends a request of a key that has no fault rules. */
  private void read(HttpRequest.Builder request) {
    send(request, response -> {});
  }

  private void send(HttpRequest.Builder request, Consumer<HttpResponse<byte[]>> then) {
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request.timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
    track(
        response.handle(
            (received, failure) -> {
              if (failure != null) {
                problem(request.build() + ": " + failure);
              } else {
                nanos.add(System.nanoTime() - start);
                requireNoError(received);
                then.accept(received);
              }
              return null;
            }));
  }

  /** Sends a request of a key whose fault rules may break the connection. */
  private void change(HttpRequest.Builder request) {
    change(request, response -> {});
  }

  private void change(HttpRequest.Builder request, Consumer<HttpResponse<byte[]>> then) {
    track(
        http.sendAsync(request.timeout(TIMEOUT).build(), BodyHandlers.ofByteArray())
            .handle(
                (received, failure) -> {
                  if (failure == null) {
                    requireNoError(received);
                    then.accept(received);
                  } else if (failure.toString().contains("HttpTimeoutException")) {
                    problem(request.build() + ": " + failure);
                  }
                  return null;
                }));
  }

  private void track(CompletableFuture<?> exchange) {
    inFlight.register();
    CompletableFuture<?> unused =
        exchange.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                problem(failure.toString());
              }
              inFlight.arriveAndDeregister();
            });
  }

  private void requireNoError(HttpResponse<byte[]> response) {
    if (response.statusCode() >= 500 && response.headers().firstValue(ASKED_FOR).isEmpty()) {
      problem(response.request() + ": " + response.statusCode() + " " + text(response));
    }
  }

  private void problem(String what) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(what);
    }
  }

  private void onSocket(SocketAction action) {
    track(
        CompletableFuture.runAsync(
            () -> {
              try {
                action.run();
              } catch (SocketTimeoutException e) {
                problem("no response, nor the end of the connection");
              } catch (IOException e) {
                // The server has closed the connection first.
              }
            },
            sockets));
  }

  private void fuzz() {
    long next = seed.incrementAndGet();
    String request = new String(new RequestFuzzer(next).request(), StandardCharsets.ISO_8859_1);
    // The admin APIs would reset or stop what others use.
    if (!request.contains("__admin")) {
      FuzzedExchange.problem(next, url.getPort()).ifPresent(this::problem);
    }
  }

  private void sendHalf(boolean wait) throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              head("POST", "/v2/workflow", "Content-Length: 1000\r\n\r\n{\"title\": ")
                  .getBytes(StandardCharsets.US_ASCII));
      if (wait) {
        waiting.add(socket);
        socket.getInputStream().readAllBytes();
        waiting.remove(socket);
      }
    }
  }

  private void leaveHalfRead() throws IOException {
    try (Socket socket = connect()) {
      String key = keeper();
      String target =
          one(List.of("/media/templates/vim_astronaut.png", "/__admin/simulator/snapshot", "/"));
      socket
          .getOutputStream()
          .write(
              head("GET", target, "X-Api-Key: " + key + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().read();
      // Resets the connection.
      socket.setSoLinger(true, 0);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
    socket.setSoTimeout((int) (2 * TIMEOUT.toMillis()));
    return socket;
  }

  private static String head(String method, String target, String rest) {
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + rest;
  }

  private void receive(HttpExchange exchange) throws IOException {
    String delivery = exchange.getRequestHeaders().getFirst("X-Simulator-Delivery");
    exchange.getRequestBody().readAllBytes();
    webhooks.incrementAndGet();
    // Maybe before the response to the creation.
    reported.add(delivery.substring(0, delivery.lastIndexOf('-')));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private Workflow recent() {
    Workflow workflow = recent.get(random.nextInt(RECENT));
    return workflow == null ? new Workflow("x", keeper()) : workflow;
  }

  private Workflow moved() {
    Workflow workflow = moved.get(random.nextInt(RECENT));
    return workflow == null ? new Workflow("x", moving()) : workflow;
  }

  private String keeper() {
    return one("keeper", 2);
  }

  private String moving() {
    return one("moving", 4);
  }

  private String visitor() {
    return "visitor " + sent.get();
  }

  private String one(String key, int number) {
    return key + " " + random.nextInt(number);
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Returns the id in a response, which a fault rule may have corrupted. */
  private static String idIn(HttpResponse<byte[]> response) {
    Matcher id = ID.matcher(text(response));
    return id.find() ? id.group(1) : "";
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @FunctionalInterface
  private interface SocketAction {
    void run() throws IOException;
  }

  private record Workflow(String id, String key) {}

  /** What a response has confirmed. */
  record Created(String key, long number, boolean webhook) implements Comparable<Created> {
    @Override
    public int compareTo(Created other) {
      return Long.compare(number, other.number);
    }
  }
}
