/**
 * Placeholder files for the outputs of simulated workflows: pictures are drawn on demand, clips are
 * bundled.
 *
 * <p>Start at {@link net.vimmerse.workflow.simulator.media.PlaceholderMedia}. Uses {@code
 * java.base} only: no {@code java.desktop} and no fonts, so that a minimal container draws the same
 * bytes as a desktop.
 */
@NullMarked
package net.vimmerse.workflow.simulator.media;

import org.jspecify.annotations.NullMarked;
