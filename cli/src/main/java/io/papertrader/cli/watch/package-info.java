/** Values and transactions as they change. */
package io.papertrader.cli.watch;
