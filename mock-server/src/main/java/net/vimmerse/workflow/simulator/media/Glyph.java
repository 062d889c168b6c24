package net.vimmerse.workflow.simulator.media;

import java.util.List;

/**
 * A character of a {@link StrokeFont}.
 *
 * @param width in font units, without the gap to the next character
 * @param strokes centre lines in font units, y upwards from the baseline
 */
record Glyph(double width, List<Polyline> strokes) {}
