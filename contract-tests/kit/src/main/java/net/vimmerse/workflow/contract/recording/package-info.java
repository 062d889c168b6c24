/** Records the exchanges of an OkHttp client and validates each of them. */
@NullMarked
package net.vimmerse.workflow.contract.recording;

import org.jspecify.annotations.NullMarked;
