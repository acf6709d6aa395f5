package io.papertrader.worker.clients;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;

/**
 * Decides on a door's connections as they are accepted, before TLS and before the door's own protocol. A balancer's
 * connection has no place of its own: it says first whose it is, and that client is admitted or not. For all threads.
 */
final class Gate {
    private final Balancers balancers;
    private final Admission admission;

    /**
     * The gate of one door.
     *
     * @param balancers those in front of this door
     */
    Gate(Balancers balancers, Admission admission) {
        this.balancers = balancers;
        this.admission = admission;
    }

    /** True where the connection is let in. */
    boolean letsIn(SocketChannel connection) {
        InetAddress from = connection.remoteAddress().getAddress();
        return balancers.contains(from) ? admission.hasRoomToWait(from) : admission.admit(from, connection);
    }

    /** The way of a new connection to its server, which sees those alone that have a place. */
    ChannelHandler wayTo(ChannelHandler server) {
        return new ChannelInitializer<SocketChannel>() {
            @Override
            public boolean isSharable() {
                return true;
            }

            @Override
            protected void initChannel(SocketChannel connection) {
                InetAddress from = connection.remoteAddress().getAddress();
                connection.pipeline().addLast(balancers.contains(from) ? headerWait(from, server) : server);
            }
        };
    }

    /** A connection that has a place did not begin as the door's clients do. */
    void refused(Channel connection) {
        ConnectionPlace.of(connection)
                .address()
                .value()
                .ifPresent(from -> admission.refused(from, "it began otherwise than the clients of its port"));
    }

    private HeaderWait headerWait(InetAddress balancer, ChannelHandler server) {
        return new HeaderWait(server, new HeaderWait.Judge() {
            @Override
            public boolean admits(ProxyHeader header, Channel connection) {
                return admission.admit(header.client().orElse(balancer), connection);
            }

            @Override
            public void refuse(String reason) {
                admission.refused(balancer, reason);
            }

            @Override
            public void waits(int more) {
                admission.waits(more);
            }
        });
    }
}
