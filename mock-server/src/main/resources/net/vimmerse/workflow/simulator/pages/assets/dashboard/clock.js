// The clock of the selected namespace, which runs on between two responses.

import { state } from './state.js';

/** The virtual time; real time until a clock is loaded. */
export function now() {
  const { clock, readAt } = state.summary ?? {};
  return clock ? new Date(Date.parse(clock.now) + (performance.now() - readAt) * clock.rate) : new Date();
}

/** Whether the time passes without being advanced. */
export const isRunning = () => (state.summary?.clock.rate ?? 1) > 0;

/** A text that changes if the clock was changed, and not merely as time passes. */
export function clockRevision() {
  const { clock, readAt } = state.summary;
  const { now, rate } = clock;
  // Rounded, as responses take a while; a jump of less than two seconds also shows in what it changed.
  return rate === 0 ? now : `${rate} ${Math.round((Date.parse(now) - readAt * rate) / (2000 * Math.max(1, rate)))}`;
}
