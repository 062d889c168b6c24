package net.vimmerse.workflow.simulator.pages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class whose methods take a {@link BrowserPage}. Classes with the same {@link
 * org.junit.jupiter.api.parallel.ResourceLock} share one browser with one window, so their tests
 * run one after another. A test fails if the page logs to the console what the test has not read.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ChromiumExtension.class)
@interface UsesChromium {

  /** Tests whether pages may log to the console. */
  boolean mayLog() default false;
}
