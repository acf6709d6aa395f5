/** The cost of the wire by itself, in nanoseconds: frames, and the records and handshakes of the link. */
package io.papertrader.bench.jmh;
