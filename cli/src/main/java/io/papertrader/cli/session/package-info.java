/** Who the command speaks as, and to which workers: logging in and out, and the session that is kept between commands. */
package io.papertrader.cli.session;
