package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** The samples of the guide for front ends are checked and work. */
class FrontEndGuideTest {
  private static final String ADDRESS = "http://127.0.0.1:8080";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?:<!-- ([\\w./-]+)(?:: ([\\w-]+))? -->\n)?```(?:js|ts|html)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @Test
  void every_sample_is_a_part_of_the_example_page() throws Exception {
    Matcher samples = SAMPLE.matcher(guide());
    int seen = 0;
    while (samples.find()) {
      assertThat(samples.group(1)).as("the source of %s", samples.group(3)).isNotNull();
      assertThat(samples.group(3)).isEqualTo(source(samples.group(1), samples.group(2)));
      seen++;
    }
    assertThat(seen).isGreaterThan(4);
  }

  @Test
  void every_curl_command_gets_the_documented_response() throws Exception {
    List<List<String>> lines = curls(guide());
    assertThat(lines).hasSizeGreaterThan(8);
    OkHttpClient http = new OkHttpClient();
    try (Simulator simulator = Simulator.builder().start()) {
      for (List<String> words : lines) {
        try (Response response = http.newCall(request(words, simulator.url())).execute()) {
          int told = words.indexOf("#");
          if (told < 0) {
            assertThat(response.isSuccessful()).as("%s: %s", words, response).isTrue();
          } else {
            assertThat(response.code())
                .as("%s", words)
                .isEqualTo(Integer.parseInt(words.get(told + 1)));
          }
        }
      }
    }
  }

  private static String guide() throws IOException {
    return Files.readString(Repository.ROOT.resolve("docs/front-end.md"));
  }

  private static String source(String file, String region) throws IOException {
    Path folder = file.contains("/") ? Repository.ROOT : Repository.ROOT.resolve("examples/web");
    String source = Files.readString(folder.resolve(file));
    if (region == null) {
      return source;
    }
    String begin = "// begin: " + region + "\n";
    assertThat(source).contains(begin);
    String rest = source.substring(source.indexOf(begin) + begin.length());
    return rest.substring(0, rest.indexOf("// end\n"));
  }

  private static List<List<String>> curls(String guide) {
    List<List<String>> lines = new ArrayList<>();
    Matcher blocks = SHELL.matcher(guide);
    while (blocks.find()) {
      for (String line : blocks.group(1).replace("\\\n", " ").split("\n", -1)) {
        if (line.startsWith("curl ")) {
          List<String> words = new ArrayList<>();
          Matcher matcher = WORD.matcher(line);
          while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
          }
          lines.add(words);
        }
      }
    }
    return lines;
  }

  /** Returns the request that curl would send; supports the options that the guide uses. */
  private static Request request(List<String> words, String url) {
    Request.Builder request = new Request.Builder();
    String method = "GET";
    RequestBody body = null;
    for (int i = 1; i < words.size() && !words.get(i).equals("#"); i++) {
      switch (words.get(i)) {
        case "-X" -> method = words.get(++i);
        case "-H" -> {
          String[] header = words.get(++i).split(": ", 2);
          request.header(header[0], header[1]);
        }
        case "-d" -> body = RequestBody.create(words.get(++i), null);
        default -> {
          assertThat(words.get(i)).startsWith(ADDRESS);
          request.url(words.get(i).replace(ADDRESS, url));
        }
      }
    }
    return request.method(method, body).build();
  }
}
