package net.vimmerse.workflow.simulator;

/**
 * A setting that did not come from the command line.
 *
 * @param text its value, as it was written
 * @param source where that stands, for people: a variable, or a line of a file
 */
record Setting(String text, String source) {}
