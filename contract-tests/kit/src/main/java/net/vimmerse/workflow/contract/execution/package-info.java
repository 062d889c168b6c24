/** Cases meet a server here, and what came of it is kept. */
@NullMarked
package net.vimmerse.workflow.contract.execution;

import org.jspecify.annotations.NullMarked;
