/**
 * Parts that all commands share: their exit codes, their view of the environment, and the conversion of text into the
 * protocol's values.
 */
@NullMarked
package io.papertrader.cli.command;

import org.jspecify.annotations.NullMarked;
