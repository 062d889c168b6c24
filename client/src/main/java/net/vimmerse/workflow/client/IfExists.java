package net.vimmerse.workflow.client;

/** Specifies what a download does if its file exists already. */
public enum IfExists {
  /** Keeps the file, downloads nothing and throws. */
  FAIL,
  /** Keeps the file, downloads nothing and returns it. */
  SKIP,
  /** Replaces the file when the download is complete. */
  REPLACE
}
