/** Values and transactions as they change. */
@NullMarked
package io.papertrader.cli.watch;

import org.jspecify.annotations.NullMarked;
