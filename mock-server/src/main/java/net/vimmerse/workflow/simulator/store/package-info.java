/** Where workflows are kept. */
@NullMarked
package net.vimmerse.workflow.simulator.store;

import org.jspecify.annotations.NullMarked;
