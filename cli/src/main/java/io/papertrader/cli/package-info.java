/** The {@code papertrader} command: where it begins, and what it is made of. */
@NullMarked
package io.papertrader.cli;

import org.jspecify.annotations.NullMarked;
