/** Commands that buy and sell, and show what came of it. */
package io.papertrader.cli.trade;
