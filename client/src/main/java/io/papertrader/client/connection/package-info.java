/**
 * The client library: one connection to the network of workers, with pipelining, reconnection and events. Needs the
 * codec and Vert.x only, no container. Begin at {@link io.papertrader.client.connection.PaperTraderClient}.
 */
@NullMarked
package io.papertrader.client.connection;

import org.jspecify.annotations.NullMarked;
