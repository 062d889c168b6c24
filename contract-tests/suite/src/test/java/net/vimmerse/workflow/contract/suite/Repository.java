package net.vimmerse.workflow.contract.suite;

import java.nio.file.Path;

/** Paths of the repository that is being built. */
public final class Repository {
  /** The directory of the module under test. */
  public static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  /** The root of the repository. */
  public static final Path ROOT = MODULE.resolve("../..").normalize();

  private Repository() {}
}
