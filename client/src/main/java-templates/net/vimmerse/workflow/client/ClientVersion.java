package net.vimmerse.workflow.client;

/** The version, inserted by the build: R8 would drop a resource unless a rule keeps it. */
final class ClientVersion {
  static final String VERSION = "${project.version}";

  private ClientVersion() {}
}
