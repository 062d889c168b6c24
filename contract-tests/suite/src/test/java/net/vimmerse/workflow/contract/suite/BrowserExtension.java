package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Gives test classes one headless Chromium, started for the first of them and closed after the
 * last. To be registered as a static extension of classes that share {@code
 * ResourceLock("browser")}, since it has one window. When Chromium cannot be had, the tests are
 * skipped, or fail if the tool is required.
 */
final class BrowserExtension implements BeforeEachCallback {
  private static final String REMEDY = "install Debian's chromium and chromium-driver, or the like";

  private volatile Running running;

  /** The browser. Not thread-safe. */
  ChromeDriver driver() {
    return running.driver;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    // Before each test and from the store, for the reasons that PrismExtension gives.
    running =
        context
            .getRoot()
            .getStore(Namespace.create(BrowserExtension.class))
            .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  private record Running(ChromeDriver driver, Path profile) implements AutoCloseable {

    static Running start() {
      ExternalTool tool = ExternalTool.of("browser");
      try {
        Path browser = program("chromium", "chromium-browser", "google-chrome");
        Path chromedriver = program("chromedriver");
        Path profile = Files.createTempDirectory("browser");
        return new Running(open(browser, chromedriver, profile), profile);
      } catch (ToolMissingException e) {
        throw tool.missing(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static ChromeDriver open(Path browser, Path chromedriver, Path profile)
        throws ToolMissingException {
      LoggingPreferences logs = new LoggingPreferences();
      logs.enable(LogType.BROWSER, Level.ALL);
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
          // A page that asks for anything from elsewhere gets an error, which fails its test.
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
          "--user-data-dir=" + profile);
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(chromedriver.toFile())
              .usingAnyFreePort()
              .build();
      try {
        return new ChromeDriver(service, options);
      } catch (WebDriverException e) {
        service.stop();
        throw new ToolMissingException(
            "Chromium does not start", REMEDY, String.valueOf(e.getMessage()));
      }
    }

    private static Path program(String... names) throws ToolMissingException {
      List<String> folders = List.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1));
      return Stream.of(names)
          .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(
              () -> new ToolMissingException("There is no " + names[0] + " here", REMEDY, ""));
    }

    @Override
    public void close() throws IOException {
      driver.quit();
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      }
    }
  }
}
