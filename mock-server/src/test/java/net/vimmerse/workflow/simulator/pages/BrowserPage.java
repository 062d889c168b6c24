package net.vimmerse.workflow.simulator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A page as its user sees it: elements are found by their visible text or label, and every method
 * waits until its element is shown. Not thread-safe.
 */
final class BrowserPage {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final String AXE = axe();

  private static final String BY_CSS =
      "const found = [...document.querySelectorAll(arguments[0])];";
  private static final String BY_XPATH =
      """
      const nodes = document.evaluate(
        arguments[0], document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
      const found = Array.from({ length: nodes.snapshotLength }, (_, i) => nodes.snapshotItem(i));
      """;
  private static final String FIRST_VISIBLE =
      "return found.find(each => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }));";
  private static final String OPTION =
      """
      const [select, text] = arguments;
      return select.disabled ? null : [...select.options].find(each => each.text.trim().startsWith(text));
      """;

  private final ChromeDriver driver;

  BrowserPage(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens an address in a window of this size, in pixels. */
  void open(String url, int width, int height) {
    // A change of the fragment alone would not load the page again.
    driver.get("about:blank");
    resize(width, height);
    driver.get(url);
  }

  /** Opens an address after a script has run in its window. */
  void openAfter(String script, String url) {
    Object id =
        driver
            .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
            .get("identifier");
    open(url, 1440, 900);
    driver.executeCdpCommand(
        "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", String.valueOf(id)));
  }

  /** Accepts certificates that no authority has signed, or not any more. */
  void ignoreCertificateErrors(boolean ignored) {
    driver.executeCdpCommand("Security.setIgnoreCertificateErrors", Map.of("ignore", ignored));
  }

  /** Resizes the window. */
  void resize(int width, int height) {
    // Chromium's own windows are at least 500 pixels wide.
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Sets the colour scheme that the system prefers: light or dark. */
  void preferColorScheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Clicks the button or link with this text or label, or the summary that contains this text. */
  void click(String text) {
    retry(
        () -> {
          shown(
                  BY_XPATH,
                  "//button[%1$s] | //a[%1$s] | //summary[%2$s]"
                      .formatted(
                          "normalize-space()=" + quoted(text) + " or @aria-label=" + quoted(text),
                          "contains(normalize-space()," + quoted(text) + ")"))
              .click();
          return true;
        });
  }

  /** Replaces the text of the field with this label. */
  void type(String label, String text) {
    retry(
        () -> {
          field(label).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
          return true;
        });
  }

  /** Selects the option that begins with this text, in the field with this label. */
  void select(String label, String text) {
    retry(
        () -> {
          Object option = script(OPTION, field(label), text);
          if (option == null) {
            throw new NoSuchElementException(text);
          }
          ((WebElement) option).click();
          return true;
        });
  }

  /** Returns the value of the field with this label. */
  String value(String label) {
    return retry(() -> field(label).getDomProperty("value"));
  }

  /** Returns the field with this label. */
  WebElement field(String label) {
    return shown(
        BY_XPATH,
        "//*[@id=//label[normalize-space()=%1$s]/@for] | //*[@aria-label=%1$s and (self::input or self::select)] | //label[normalize-space(span)=%1$s]/select"
            .formatted(quoted(label)));
  }

  /** Waits until the page contains this text. */
  void waitForText(String text) {
    waitUntil("the page contains " + text, () -> text().contains(text));
  }

  /** Waits until the gallery shows all templates of the document. */
  void waitForAllTemplates() {
    waitForText(WorkflowApiDocument.load().listedTemplates().size() + " templates");
  }

  /** Waits until the page no longer contains this text. */
  void waitForNoText(String text) {
    waitUntil("the page does not contain " + text, () -> !text().contains(text));
  }

  /** Returns the element that has the focus. */
  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Presses keys in the element that has the focus. */
  void press(CharSequence... keys) {
    focused().sendKeys(keys);
  }

  /** Returns the address of the page. */
  String address() {
    return driver.getCurrentUrl();
  }

  /** Loads the page again. */
  void reload() {
    driver.navigate().refresh();
  }

  /** Cuts the page off from the network, or connects it again. */
  void setOffline(boolean offline) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** Goes back in the browser's history. */
  void back() {
    driver.navigate().back();
  }

  /** Returns a picture of the window, as WebP. */
  byte[] screenshot() {
    Map<String, Object> picture =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "webp", "quality", 80));
    return Base64.getDecoder().decode(String.valueOf(picture.get("data")));
  }

  /** Returns the visible text of the page. */
  String text() {
    return String.valueOf(script("return document.body.innerText"));
  }

  /** Returns the first visible element that matches a CSS selector. */
  WebElement find(String selector) {
    return retry(() -> shown(BY_CSS, selector));
  }

  /** Returns how many elements match a CSS selector. */
  int count(String selector) {
    Object count = script("return document.querySelectorAll(arguments[0]).length", selector);
    return ((Number) count).intValue();
  }

  /** Waits until a condition is true. */
  void waitUntil(String description, Supplier<Boolean> condition) {
    new WebDriverWait(driver, TIMEOUT, POLL_INTERVAL)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> description + "; the page:\n" + text())
        .until(ignored -> condition.get());
  }

  /** Runs a script in the page and returns its result. */
  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs an asynchronous script in the page, and returns its result. */
  Object asyncScript(String script, Object... arguments) {
    return driver.executeAsyncScript(
        "const done = arguments[arguments.length - 1];"
            + "(async (...args) => {%s})(...arguments).then(done, error => done('failed: ' + error));"
                .formatted(script),
        arguments);
  }

  /** Returns the accessibility violations that axe finds, of any impact, one text each. */
  List<String> accessibilityViolations() {
    if (script("return window.axe === undefined").equals(true)) {
      driver.executeScript(AXE);
    }
    Object found =
        asyncScript(
            """
            const { violations, passes } = await axe.run({ resultTypes: ['violations'], preload: false });
            if (passes.length === 0) throw new Error('axe checked nothing');
            return violations.flatMap(({ id, nodes }) => nodes.map(node => id + ' ' + node.html + ' ' + node.failureSummary));
            """);
    assertThat(found).as("the result of axe").isInstanceOf(List.class);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** Returns the elements beyond the right edge; none if the page does not scroll sideways. */
  List<String> overflowing() {
    Object found =
        script(
            """
            const root = document.documentElement;
            return root.scrollWidth <= root.clientWidth ? []
              : [...document.querySelectorAll('body *')]
                .filter(each => each.getBoundingClientRect().right > root.clientWidth)
                .map(each => each.outerHTML.slice(0, 120) + ' ' + each.getBoundingClientRect().right);
            """);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /**
   * Returns what was logged to the console since the last call, except for error responses of the
   * APIs, which the page handles.
   */
  List<String> consoleErrors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .filter(line -> !line.matches("SEVERE http.*/(v2|__admin)/.*Failed to load resource.*"))
        .toList();
  }

  /** Returns what the browser recorded of the network since the last call, as JSON. */
  List<String> networkTraffic() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Returns a metric of the browser's performance, such as TaskDuration in seconds. */
  double metric(String name) {
    driver.executeCdpCommand("Performance.enable", Map.of());
    List<?> metrics =
        (List<?>) driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics");
    return metrics.stream()
        .map(metric -> (Map<?, ?>) metric)
        .filter(metric -> metric.get("name").equals(name))
        .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue())
        .sum();
  }

  private static String axe() {
    try (InputStream script = BrowserPage.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the first visible element that a script selects: WebDriver needs a call for each. */
  private WebElement shown(String by, String selector) {
    Object element = script(by + FIRST_VISIBLE, selector);
    if (element == null) {
      throw new NoSuchElementException(selector + "; the page:\n" + text());
    }
    return (WebElement) element;
  }

  private <T> T retry(Supplier<T> action) {
    return new WebDriverWait(driver, TIMEOUT, POLL_INTERVAL)
        .ignoring(NoSuchElementException.class)
        .ignoring(StaleElementReferenceException.class)
        .ignoring(ElementNotInteractableException.class)
        .until(ignored -> action.get());
  }

  private static String quoted(String text) {
    return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
  }
}
