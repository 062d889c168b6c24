/**
 * What a browser is shown: pages, and the files that they load. They know the APIs by HTTP and by
 * their documents alone.
 */
@NullMarked
package net.vimmerse.workflow.simulator.pages;

import org.jspecify.annotations.NullMarked;
