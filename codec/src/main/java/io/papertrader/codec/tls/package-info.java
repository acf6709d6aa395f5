/** What both ends of a connection with TLS need: certificates for trying out, and what tells TLS from clear text. */
@NullMarked
package io.papertrader.codec.tls;

import org.jspecify.annotations.NullMarked;
