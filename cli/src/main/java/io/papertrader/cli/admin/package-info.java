/** Commands for whoever runs the network; they speak to the master's management port over HTTP. */
package io.papertrader.cli.admin;
