/** Passwords that are good enough to be set. Only the client can tell: servers see what is derived from them. */
@NullMarked
package io.papertrader.client.password;

import org.jspecify.annotations.NullMarked;
