package net.vimmerse.workflow.simulator.webhook;

/** How far a delivery has come. */
public enum DeliveryState {
  /** Another attempt will be made. */
  PENDING,
  /** Accepted by the receiver. */
  DELIVERED,
  /** Given up. */
  FAILED,
  /** Dropped before it was accepted or given up. */
  CANCELLED
}
