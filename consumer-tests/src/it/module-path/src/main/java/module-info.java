/** Declares a user's module. */
module consumer {
  requires net.vimmerse.workflow.client;
}
