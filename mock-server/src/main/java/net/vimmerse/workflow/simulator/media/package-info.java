/**
 * A real file for every output URL of a simulated workflow: pictures are drawn on request, clips
 * are bundled.
 *
 * <p>{@link net.vimmerse.workflow.simulator.media.Media} is the way in. Everything here is plain
 * {@code java.base}: the pictures need neither {@code java.desktop} nor an installed font, so that
 * the smallest container draws what a desktop draws, byte for byte.
 */
@NullMarked
package net.vimmerse.workflow.simulator.media;

import org.jspecify.annotations.NullMarked;
