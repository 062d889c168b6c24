package net.vimmerse.workflow.simulator.cli;

/**
 * A setting that is not from the command line.
 *
 * @param text the value as written
 * @param source the variable, or the line of a file
 */
record Setting(String text, String source) {}
