package io.papertrader.master;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The pool whose statements find rows by their keys, whatever Postgres believes of the size of a table: a plan that was
 * made while a table was empty would read it whole for ever.
 */
@Qualifier
@Retention(RUNTIME)
@Target({METHOD, PARAMETER})
public @interface ByKey {}
