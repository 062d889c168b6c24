package net.vimmerse.workflow.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The jar, which has only those classes of WireMock's libraries that something refers to, and
 * WireMock's copies of Jackson, SnakeYAML and SLF4J, which are of other versions than the
 * simulator's.
 */
class JarTest {

  private static final Path JAR = Path.of(System.getProperty("jar"));

  private static final Path WIREMOCK =
      Path.of(WireMock.class.getProtectionDomain().getCodeSource().getLocation().getPath());

  private static final long MAX_BYTES = 15L << 20;

  private static final String OURS = "net/vimmerse/";
  private static final String SERVICES = "META-INF/services/";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** A class of the jar. */
  private record Type(List<String> supertypes, Set<String> members, Set<Reference> references) {}

  /**
   * A reference from the constants of a class.
   *
   * @param member the name and the descriptor of a method or a field; empty if it is to the class
   */
  private record Reference(String owner, String member) {}

  @Test
  void the_jar_is_small() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
  }

  @Test
  void no_class_or_method_that_the_jar_refers_to_is_missing() throws IOException {
    Map<String, Type> types = types();
    Set<String> ofWireMock = classes(WIREMOCK);
    Set<String> missing = new TreeSet<>();
    types.forEach(
        (name, type) ->
            type.references.stream()
                .filter(
                    it ->
                        // Others are of libraries that are optional for WireMock.
                        ofWireMock.contains(it.owner)
                            || it.owner.startsWith(OURS)
                            || (name.startsWith(OURS) && it.owner.startsWith("wiremock/")))
                .filter(it -> !exists(it, types))
                .forEach(it -> missing.add(name + " -> " + it.owner + " " + it.member)));

    assertThat(missing).isEmpty();
    assertThat(types).hasSizeGreaterThan(5_000);
  }

  private static Set<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .collect(Collectors.toSet());
    }
  }

  private static boolean exists(Reference reference, Map<String, Type> types) {
    Type owner = types.get(reference.owner);
    if (owner == null) {
      return existsInJava(reference);
    }
    return reference.member.isEmpty()
        || owner.members.contains(reference.member)
        || (!reference.member.startsWith("<init>")
            && owner.supertypes.stream()
                .anyMatch(it -> exists(new Reference(it, reference.member), types)));
  }

  private static boolean existsInJava(Reference reference) {
    Class<?> type;
    try {
      String name = reference.owner.replace('/', '.');
      type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException e) {
      return false;
    }
    String name = reference.member.replaceFirst("[( ].*", "");
    return name.isEmpty() || name.equals("<init>") || hasMember(type, name);
  }

  private static boolean hasMember(Class<?> type, String name) {
    return Stream.concat(
                Stream.of(Object.class.getDeclaredMethods()), Stream.of(type.getDeclaredMethods()))
            .map(Executable::getName)
            .anyMatch(name::equals)
        || Stream.of(type.getDeclaredFields()).anyMatch(field -> field.getName().equals(name))
        || Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
            .anyMatch(supertype -> hasMember(supertype, name));
  }

  private static Map<String, Type> types() throws IOException {
    Map<String, Type> types = new HashMap<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        String name = entry.getName();
        try (InputStream bytes = jar.getInputStream(entry)) {
          if (name.endsWith(".class")) {
            ClassReader reader = new ClassReader(bytes);
            types.put(reader.getClassName(), type(reader));
          } else if (name.startsWith(SERVICES + "wiremock.")) {
            types.put(name, new Type(List.of(), Set.of(), providers(bytes)));
          }
        }
      }
    }
    return types;
  }

  private static Set<Reference> providers(InputStream service) throws IOException {
    return new String(service.readAllBytes(), UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .map(provider -> new Reference(provider.replace('.', '/'), ""))
        .collect(Collectors.toSet());
  }

  private static Type type(ClassReader reader) {
    Set<String> members = new HashSet<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            members.add(name + descriptor);
            return null;
          }

          @Override
          public FieldVisitor visitField(
              int access, String name, String descriptor, String signature, Object value) {
            members.add(name + " " + descriptor);
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    List<String> supertypes = new ArrayList<>(List.of(reader.getInterfaces()));
    supertypes.add(reader.getSuperName());
    return new Type(supertypes, members, references(reader));
  }

  /**
   * Returns the references of a class: constants 7, and 9 to 11, of JVMS 4.4; also its strings, 8,
   * which can be names of classes.
   */
  private static Set<Reference> references(ClassReader reader) {
    char[] buffer = new char[reader.getMaxStringLength()];
    Set<Reference> references = new HashSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      int tag = item == 0 ? 0 : reader.readByte(item - 1);
      if (tag == 7) {
        references.add(new Reference(reader.readUTF8(item, buffer), ""));
      } else if (tag == 8 && !reader.getClassName().startsWith(OURS)) {
        references.add(new Reference(reader.readUTF8(item, buffer).replace('.', '/'), ""));
      } else if (tag >= 9 && tag <= 11) {
        int member = reader.getItem(reader.readUnsignedShort(item + 2));
        String separator = tag == 9 ? " " : "";
        references.add(
            new Reference(
                reader.readClass(item, buffer),
                reader.readUTF8(member, buffer) + separator + reader.readUTF8(member + 2, buffer)));
      }
    }
    references.removeIf(reference -> reference.owner.startsWith("["));
    return references;
  }

  @Test
  void stubs_of_users_can_use_all_that_wiremock_offers() throws Exception {
    try (SimulatorProcess simulator = start()) {
      String url = simulator.url();

      assertThat(
              stub(
                  url,
                  "{'method': 'POST', 'bodyPatterns': [{'matchesJsonPath': '$.a[?(@.b > 1)]'}]}",
                  "{'jsonBody': {'found': '{{jsonPath request.body \\'$.a[0].b\\'}} "
                      + "{{dateFormat (parseDate \\'2026-01-02T00:00:00Z\\') \\'yyyy\\'}} "
                      + "{{math 6 \\'*\\' 7}}'},"
                      + " 'transformers': ['response-template']}",
                  "{\"a\": [{\"b\": 2}]}"))
          .isEqualTo("200 {\"found\":\"2 2026 42\"}");
      assertThat(
              stub(
                  url,
                  "{'method': 'POST', 'bodyPatterns': [{'equalToXml': '<a><b/><c>${xmlunit.ignore}"
                      + "</c></a>', 'enablePlaceholders': true}, {'matchesXPath': '//c'}]}",
                  "{'body': '{{xPath request.body \\'/a/c/text()\\'}} {{formatXml request.body}}',"
                      + " 'transformers': ['response-template']}",
                  "<a><b/><c>1</c></a>"))
          .startsWith("200 1 <a>");
      assertThat(
              stub(
                  url,
                  "{'method': 'POST', 'bodyPatterns': [{'matchesJsonSchema': {'type': 'object',"
                      + " 'required': ['a']}}, {'equalToJson': {'a': '${json-unit.any-string}'}}]}",
                  "{'base64Body': 'aGk=', 'fixedDelayMilliseconds': 1,"
                      + " 'delayDistribution': {'type': 'uniform', 'lower': 0, 'upper': 1}}",
                  "{\"a\": \"x\"}"))
          .isEqualTo("200 hi");
      assertThat(
              stub(
                  url,
                  "{'method': 'POST', 'bodyPatterns': [{'and': [{'contains': 'b'},"
                      + " {'before': 'now +1 days'}]}], 'cookies': {}}",
                  "{'status': 418}",
                  "b"))
          .startsWith("404 ");
      assertThat(stub(url, "{'method': 'POST'}", "{'proxyBaseUrl': '" + url + "/docs/x/y'}", ""))
          .startsWith("404 ");
      assertThat(stub(url, "{'method': 'POST'}", "{'fault': 'EMPTY_RESPONSE'}", ""))
          .isEqualTo("no response");
    }
  }

  @Test
  void the_settings_and_the_state_are_read_and_written(@TempDir Path directory) throws Exception {
    Path settings = Files.writeString(directory.resolve("settings.yaml"), "duration: 5s\n");
    Path seeds =
        Files.writeString(
            directory.resolve("seeds.yaml"), "- key: demo\n  request: {title: seeded}\n");
    String[] options = {
      "--config=" + settings, "--seed-file=" + seeds, "--data=" + directory.resolve("data")
    };
    String snapshot;
    try (SimulatorProcess simulator = start(options)) {
      String url = simulator.url();
      snapshot = get(url + "/__admin/simulator/snapshot");

      assertThat(snapshot).startsWith("200 ").contains("seeded");
      assertThat(post(url + "/v2/workflow", "{\"template_id\": 1}"))
          .startsWith("422 ")
          .contains("template_id");
      assertThat(post(url + "/v2/workflow", "{\"title\": 1e99999999}")).startsWith("422 ");
      assertThat(post(url + "/v2/workflow", "{")).startsWith("422 ");
      assertThat(get(url + "/metrics")).startsWith("200 # HELP");
      assertThat(get(url + "/__admin/docs")).startsWith("200 ");
    }
    try (SimulatorProcess simulator = start(options)) {
      assertThat(get(simulator.url() + "/__admin/simulator/workflows")).contains("seeded");
    }
  }

  /** Each takes 4 to 10 % of the start, and is not needed before the first request that uses it. */
  @Test
  void the_start_leaves_out_what_later_requests_need(@TempDir Path directory) throws Exception {
    Path log = directory.resolve("classes");
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
    try (SimulatorProcess simulator = SimulatorProcess.start(builder)) {
      assertThat(get(simulator.url() + "/v2/workflow/templates")).startsWith("200 ");
    }
    assertThat(Files.readString(log))
        .contains(".simulator.Simulator ")
        .doesNotContain(".databind.ObjectMapper ")
        .doesNotContain(".networknt.schema.ExecutionContext ")
        .doesNotContain(".wiremock.core.WireMockApp ")
        .doesNotContain(".shaded.prometheus.")
        .doesNotContain(".http2.server.HTTP2ServerSession ")
        .doesNotContain(".simulator.admin.ClockAdmin ");
  }

  private static List<String> command(String... options) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar", JAR.toString(), "--port=0"));
    command.addAll(List.of(options));
    return command;
  }

  private static SimulatorProcess start(String... options) throws IOException {
    return SimulatorProcess.start(
        new ProcessBuilder(command(options)).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /** Registers a stub as the only one, and returns its response to a body. */
  private static String stub(String url, String request, String response, String body)
      throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(URI.create(url + "/__admin/mappings")).DELETE());
    String mapping =
        "{'request': {'urlPath': '/stub', "
            + request.substring(1)
            + ", 'response': "
            + response
            + "}";
    assertThat(
            post(
                url + "/__admin/mappings",
                mapping.replace("\\'", "\u0000").replace('\'', '"').replace('\u0000', '\'')))
        .startsWith("201 ");
    return post(url + "/stub", body);
  }

  private static String get(String url) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private static String post(String url, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/json"));
  }

  private static String send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> response =
          HTTP.send(request.header("X-Api-Key", "demo").build(), BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (IOException e) {
      return "no response";
    }
  }
}
