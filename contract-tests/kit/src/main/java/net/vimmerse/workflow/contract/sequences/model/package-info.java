/**
 * Behaviour over time: random sequences of what the document's links allow, and what must hold
 * after every step of them. Nothing here knows a server, and no fact of the API is written here.
 */
@NullMarked
package net.vimmerse.workflow.contract.sequences.model;

import org.jspecify.annotations.NullMarked;
