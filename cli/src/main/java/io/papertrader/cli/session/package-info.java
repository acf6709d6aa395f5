/** Who the command speaks as, and to which workers: logging in and out, and the session that is kept between commands. */
@NullMarked
package io.papertrader.cli.session;

import org.jspecify.annotations.NullMarked;
