/** The pages for browsers. They use the APIs through HTTP and the OpenAPI documents only. */
@NullMarked
package net.vimmerse.workflow.simulator.pages;

import org.jspecify.annotations.NullMarked;
