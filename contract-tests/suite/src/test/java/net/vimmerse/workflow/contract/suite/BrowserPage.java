package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A page as its user meets it: things are found by what is written on them, and waited for until
 * they are there.
 */
final class BrowserPage {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String AXE = axe();

  private final ChromeDriver driver;

  BrowserPage(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Goes to an address, in a window of this size. */
  void open(String url, int width, int height) {
    // A change behind the # alone would not load the page anew.
    driver.get("about:blank");
    resize(width, height);
    driver.get(url);
  }

  /** Gives the window another size. */
  void resize(int width, int height) {
    // Smaller windows than 500 pixels there are only in this way.
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Lets the system prefer a colour scheme: light or dark. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Clicks on the button, link or heading of a fold on which this is written. */
  void click(String text) {
    retry(
        () -> {
          shown(
                  By.xpath(
                      "//button[%1$s] | //a[%1$s] | //summary[%2$s]"
                          .formatted(
                              "normalize-space()="
                                  + quoted(text)
                                  + " or @aria-label="
                                  + quoted(text),
                              "contains(normalize-space()," + quoted(text) + ")")))
              .click();
          return true;
        });
  }

  /** Writes into the field with this label, in place of what is there. */
  void write(String label, String text) {
    retry(
        () -> {
          field(label).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
          return true;
        });
  }

  /** Chooses what begins with a text from the field with this label. */
  void choose(String label, String text) {
    retry(
        () -> {
          Select select = new Select(field(label));
          WebElement option =
              select.getOptions().stream()
                  .filter(each -> each.getText().strip().startsWith(text))
                  .findFirst()
                  .orElseThrow(() -> new NoSuchElementException(text));
          select.selectByVisibleText(option.getText());
          return true;
        });
  }

  /** What stands in the field with this label. */
  String written(String label) {
    return retry(() -> field(label).getDomProperty("value"));
  }

  /** The field with this label. */
  WebElement field(String label) {
    return shown(
        By.xpath(
            "//*[@id=//label[normalize-space()=%1$s]/@for] | //*[@aria-label=%1$s and (self::input or self::select)] | //label[normalize-space(span)=%1$s]/select"
                .formatted(quoted(label))));
  }

  /** Waits until this can be read somewhere. */
  void sees(String text) {
    until("there is the text " + text, () -> text().contains(text));
  }

  /** Waits until this can be read nowhere. */
  void seesNoMore(String text) {
    until("there is an empty text " + text, () -> !text().contains(text));
  }

  /** Everything that can be read. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** The first thing that a CSS selector finds, once it is shown. */
  WebElement find(String selector) {
    return retry(() -> shown(By.cssSelector(selector)));
  }

  /** How many things a CSS selector finds. */
  int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  /** Waits until something is so. */
  void until(String what, Supplier<Boolean> condition) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> what + "; what there is:\n" + text())
        .until(ignored -> condition.get());
  }

  /** What a script in the page returns. */
  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What the promise that a script in the page returns comes to. */
  Object awaited(String script, Object... arguments) {
    return driver.executeAsyncScript(
        "const done = arguments[arguments.length - 1];"
            + "(async (...args) => {%s})(...arguments).then(done, error => done('failed: ' + error));"
                .formatted(script),
        arguments);
  }

  /** What axe finds at least serious in what is shown, each as a line. */
  List<String> barriers() {
    if (script("return window.axe === undefined").equals(true)) {
      driver.executeScript(AXE);
    }
    Object found =
        awaited(
            """
            const { violations, passes } = await axe.run();
            if (passes.length === 0) throw new Error('axe saw nothing');
            return violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .flatMap(({ id, nodes }) => nodes.map(node => id + ' ' + node.html + ' ' + node.failureSummary));
            """);
    assertThat(found).as("the result of axe").isInstanceOf(List.class);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** What sticks out of the window at its right; empty if the page cannot be scrolled sideways. */
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
   * What the console has got since it was last asked, but for refusals of the APIs: those are the
   * page's business.
   */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .filter(line -> !line.matches("SEVERE http.*/(v2|__admin)/.*Failed to load resource.*"))
        .toList();
  }

  private static String axe() {
    try (InputStream script = BrowserPage.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WebElement shown(By by) {
    return driver.findElements(by).stream()
        .filter(WebElement::isDisplayed)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(by + "; what there is:\n" + text()));
  }

  private <T> T retry(Supplier<T> action) {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
        .ignoring(NoSuchElementException.class)
        .ignoring(StaleElementReferenceException.class)
        .ignoring(ElementNotInteractableException.class)
        .until(ignored -> action.get());
  }

  private static String quoted(String text) {
    return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
  }
}
