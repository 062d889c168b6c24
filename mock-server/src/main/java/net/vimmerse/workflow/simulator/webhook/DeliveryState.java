package net.vimmerse.workflow.simulator.webhook;

/** The state of a delivery. */
public enum DeliveryState {
  /** Another attempt is scheduled. */
  PENDING,
  /** The receiver accepted it. */
  DELIVERED,
  /** No attempt succeeded, and none is left. */
  FAILED,
  /** It was cancelled before it was delivered or failed. */
  CANCELLED
}
