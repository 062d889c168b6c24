package net.vimmerse.workflow.client;

/** The version of this jar, filled in by the build: a resource would have to be kept on Android. */
final class ClientVersion {
  static final String VERSION = "${project.version}";

  private ClientVersion() {}
}
