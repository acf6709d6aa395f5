/** TLS at both ends of a connection: certificates for trying out, and the signs that tell TLS from clear text. */
@NullMarked
package io.papertrader.codec.tls;

import org.jspecify.annotations.NullMarked;
