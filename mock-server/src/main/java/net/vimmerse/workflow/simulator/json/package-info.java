/** JSON as trees and as plain values. */
@NullMarked
package net.vimmerse.workflow.simulator.json;

import org.jspecify.annotations.NullMarked;
