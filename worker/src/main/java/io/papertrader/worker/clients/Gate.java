package io.papertrader.worker.clients;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.papertrader.node.socket.AddressRange;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides on connections as they are accepted, before TLS and before either door's own protocol. A balancer's
 * connection has no place of its own: it says first whose it is, and that client is admitted or not. For all threads.
 */
@Singleton
class Gate {
    private final List<AddressRange> balancers;
    private final Admission admission;
    private final int mostWaiting;

    /** Connections of balancers that have not said yet whose they are. */
    private final AtomicInteger waiting = new AtomicInteger();

    Gate(ClientsConfig config, Admission admission) {
        this.mostWaiting = config.maxStrangers();
        this.balancers = config.proxies().orElse(List.of());
        this.admission = admission;
    }

    /** True where the connection is let in. */
    boolean letsIn(SocketChannel connection) {
        InetAddress from = connection.remoteAddress().getAddress();
        return isBalancer(from) ? hasRoomToWait(from) : admission.admit(from, connection);
    }

    /** Whoever can connect from a balancer's network takes no more places than strangers have. */
    private boolean hasRoomToWait(InetAddress balancer) {
        if (waiting.get() < mostWaiting) {
            return true;
        }
        admission.refused(balancer, "too many connections of balancers wait to say whose they are");
        return false;
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
                connection.pipeline().addLast(isBalancer(from) ? headerWait(from, server) : server);
            }
        };
    }

    private boolean isBalancer(InetAddress from) {
        return balancers.stream().anyMatch(range -> range.contains(from));
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
                waiting.addAndGet(more);
            }
        });
    }
}
