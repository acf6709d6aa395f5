package io.papertrader.master.leadership;

import io.papertrader.master.Postgres;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The road to the database: bytes pass, stand still as behind a broken switch or in a frozen process, or nobody is let
 * in; or the answer of one commit is lost with its connection.
 */
public final class DatabaseRoad {
    private final NetServer server;
    private final NetClient client;
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean frozen;
    private volatile boolean losesCommit;

    public DatabaseRoad(Vertx vertx) {
        client = vertx.createNetClient();
        server = vertx.createNetServer().connectHandler(this::pass);
        server.listen(0, Postgres.HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public int port() {
        return server.actualPort();
    }

    /** Closes as a database that stops does: every connection ends, and new ones too. */
    void close() {
        closed = true;
        sockets.forEach(NetSocket::close);
    }

    /** Nothing passes any more, and nobody is told. */
    void freeze() {
        frozen = true;
        sockets.forEach(NetSocket::pause);
    }

    void open() {
        closed = false;
    }

    /** The next commit arrives, and nobody hears of it. */
    public void loseNextCommit() {
        losesCommit = true;
    }

    /** True where the commit whose answer it loses has not come yet. */
    public boolean losesCommit() {
        return losesCommit;
    }

    private void pass(NetSocket near) {
        if (closed) {
            near.close();
            return;
        }
        near.pause();
        String[] address = Postgres.address().split(":", -1);
        client.connect(Integer.parseInt(address[1]), address[0]).onSuccess(far -> {
            join(near, far);
            join(far, near);
            near.handler(bytes -> {
                if (losesCommit && bytes.toString(StandardCharsets.ISO_8859_1).contains("COMMIT")) {
                    losesCommit = false;
                    far.handler(answer -> near.close());
                }
                far.write(bytes);
            });
            if (!frozen) {
                near.resume();
            }
        });
    }

    private void join(NetSocket from, NetSocket to) {
        sockets.add(from);
        from.handler(to::write);
        from.closeHandler(gone -> {
            if (!frozen) {
                to.close();
            }
        });
    }
}
