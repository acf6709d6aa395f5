/** What all commands share: how they end, what the environment tells them, how text becomes the protocol's values. */
@NullMarked
package io.papertrader.cli.command;

import org.jspecify.annotations.NullMarked;
