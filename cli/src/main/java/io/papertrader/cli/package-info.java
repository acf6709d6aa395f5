/** The {@code papertrader} command: where it begins, and what it is made of. */
package io.papertrader.cli;
