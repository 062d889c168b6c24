package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Passes a {@link BrowserPage} to tests. All classes with the same {@link ResourceLock} share a
 * headless Chromium, which the first test starts and JUnit closes at the end. Without Chromium, the
 * tests are skipped; see {@link ExternalTool}. A browser takes longer than the simulator's other
 * tests together, so only those {@link InEachBuild} run without {@code -Dtests=all}.
 */
final class ChromiumExtension
    implements ExecutionCondition,
        BeforeEachCallback,
        BeforeTestExecutionCallback,
        AfterTestExecutionCallback,
        ParameterResolver {
  /** The lock of a browser whose timers run at their own speed, and whose traffic is recorded. */
  static final String IN_REAL_TIME = "chromium in real time";

  /** Pages refresh once a second, for which tests would mostly wait. */
  private static final String FAST_TIMERS =
      """
      const schedule = window.setTimeout;
      window.setTimeout = (task, delay, ...args) => schedule(task, delay / 5, ...args);
      """;

  private static final ExternalTool CHROMIUM =
      new ExternalTool("browser", "install Debian's chromium and chromium-driver, or similar");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return "all".equals(System.getProperty("tests"))
            || context
                .getTestMethod()
                .map(method -> method.isAnnotationPresent(InEachBuild.class))
                .orElse(true)
        ? ConditionEvaluationResult.enabled(null)
        : ConditionEvaluationResult.disabled("runs with -Dtests=all");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    // Before each test and not before all, since only tests are counted as skipped.
    // Leaves the page of the test before, which may still load files of a simulator that has ended.
    chromium(context).driver.get("about:blank");
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    // Drops what the page of the test before has logged.
    page(context).consoleErrors();
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    List<String> logged = page(context).consoleErrors();
    if (!context.getRequiredTestClass().getAnnotation(UsesChromium.class).mayLog()) {
      assertThat(logged).as("the console").isEmpty();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == BrowserPage.class;
  }

  @Override
  public BrowserPage resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return page(context);
  }

  private static BrowserPage page(ExtensionContext context) {
    return new BrowserPage(chromium(context).driver);
  }

  private static Chromium chromium(ExtensionContext context) {
    String browser = context.getRequiredTestClass().getAnnotation(ResourceLock.class).value();
    // The store remembers a failure, so that it is printed once.
    return context
        .getRoot()
        .getStore(Namespace.create(ChromiumExtension.class))
        .getOrComputeIfAbsent(
            browser, key -> Chromium.start(key.equals(IN_REAL_TIME)), Chromium.class);
  }

  private record Chromium(ChromeDriver driver, Path profile) implements AutoCloseable {

    static Chromium start(boolean inRealTime) {
      Path browser = CHROMIUM.find("chromium", "chromium-browser", "google-chrome");
      Path chromedriver = CHROMIUM.find("chromedriver");
      try {
        Path profile = Files.createTempDirectory("chromium");
        return new Chromium(open(browser, chromedriver, profile, inRealTime), profile);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static ChromeDriver open(
        Path browser, Path chromedriver, Path profile, boolean inRealTime) {
      LoggingPreferences logs = new LoggingPreferences();
      logs.enable(LogType.BROWSER, Level.ALL);
      logs.enable(LogType.PERFORMANCE, inRealTime ? Level.ALL : Level.OFF);
      ChromeOptions options = new ChromeOptions();
      options.setBinary(browser.toFile());
      options.setCapability("goog:loggingPrefs", logs);
      options.addArguments(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--hide-scrollbars",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // A page that requests anything from another host gets an error, which fails its test.
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
          "--user-data-dir=" + profile);
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(chromedriver.toFile())
              .usingAnyFreePort()
              .build();
      try {
        ChromeDriver driver = new ChromeDriver(service, options);
        if (!inRealTime) {
          driver.executeCdpCommand(
              "Page.addScriptToEvaluateOnNewDocument", Map.of("source", FAST_TIMERS));
        }
        return driver;
      } catch (WebDriverException e) {
        service.stop();
        throw CHROMIUM.unavailable("Chromium does not start", e);
      }
    }

    @Override
    public void close() throws IOException {
      driver.quit();
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }
}
