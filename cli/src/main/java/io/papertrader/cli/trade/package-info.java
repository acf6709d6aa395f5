/** Commands that buy and sell, and show what came of it. */
@NullMarked
package io.papertrader.cli.trade;

import org.jspecify.annotations.NullMarked;
