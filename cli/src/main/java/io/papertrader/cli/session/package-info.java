/**
 * The user in whose name the command speaks, and the workers that it speaks to: logging in and out, and the session
 * that is kept between commands.
 */
@NullMarked
package io.papertrader.cli.session;

import org.jspecify.annotations.NullMarked;
