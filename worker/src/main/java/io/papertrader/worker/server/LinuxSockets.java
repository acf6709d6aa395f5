package io.papertrader.worker.server;

import io.netty.channel.epoll.Epoll;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Lets Vert.x use Linux's own sockets where their library can be loaded, in executables as well, where Quarkus leaves the setting
 * for it out of account.
 */
@RegisterForReflection
public final class LinuxSockets implements VertxServiceProvider {
    @Override
    public void init(VertxBuilder builder) {
        if (Epoll.isAvailable()) {
            builder.findTransport(new EpollTransport());
        }
    }
}
