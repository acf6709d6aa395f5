/** Commands for whoever runs the network; they speak to the master's management port over HTTP. */
@NullMarked
package io.papertrader.cli.admin;

import org.jspecify.annotations.NullMarked;
