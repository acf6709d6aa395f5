package io.papertrader.client.connection;

import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Opens a connection to a worker, with TLS or without, as its host wants it. */
final class Dialer {
    private final NetClient clear;
    private final NetClient encrypted;
    private final Encryption encryption;
    private final InstantSource clock;

    Dialer(Vertx vertx, ClientOptions options) {
        NetClientOptions net = new NetClientOptions()
                .setConnectTimeout((int) options.connectTimeout().toMillis())
                .setSslHandshakeTimeout(options.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
        this.clear = vertx.createNetClient(net);
        NetClientOptions tls = new NetClientOptions(net);
        options.encryption().applyTo(tls);
        this.encrypted = vertx.createNetClient(tls);
        this.encryption = options.encryption();
        this.clock = options.clock();
    }

    /** Fails where the worker cannot be reached, or shows a certificate that is not accepted. */
    Future<NetSocket> dial(WorkerAddress worker) {
        return isEncrypted(worker)
                ? encrypted.connect(worker.port(), worker.host()).compose(this::checked)
                : clear.connect(worker.port(), worker.host());
    }

    boolean isEncrypted(WorkerAddress worker) {
        return encryption.isFor(worker);
    }

    /** Java does not look at the time of a certificate that is trusted by itself. */
    private Future<NetSocket> checked(NetSocket socket) {
        try {
            if (socket.peerCertificates().getFirst() instanceof X509Certificate certificate) {
                certificate.checkValidity(Date.from(clock.instant()));
            }
            return Future.succeededFuture(socket);
        } catch (CertificateException | SSLPeerUnverifiedException refused) {
            socket.close();
            return Future.failedFuture(refused);
        }
    }

    Future<Void> close() {
        return clear.close().compose(closed -> encrypted.close());
    }
}
