/** The link's own figures: records sealed and opened, and handshakes, as an executable and on the JVM. */
package io.papertrader.bench.link;
