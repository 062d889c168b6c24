package net.vimmerse.workflow.simulator.pages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the test that shows in each build that a page works. The others need -Dtests=all. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface InEachBuild {}
