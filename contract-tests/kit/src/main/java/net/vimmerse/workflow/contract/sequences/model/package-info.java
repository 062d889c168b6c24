/**
 * The model of model-based testing: commands, and what is known of each resource. Independent of
 * any server, and without any fact of the API.
 */
@NullMarked
package net.vimmerse.workflow.contract.sequences.model;

import org.jspecify.annotations.NullMarked;
