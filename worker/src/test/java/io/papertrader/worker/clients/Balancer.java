package io.papertrader.worker.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to one port of the worker, each behind a PROXY header that names the client of the moment. */
final class Balancer implements AutoCloseable {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String PROXY_TCP4 = "2111000c";
    private static final String TO = "c0000201";
    private static final String PORTS = "1f900801";

    private final String from;
    private final int port;
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile byte[] header = {};

    Balancer(String from, int port) throws IOException {
        this.from = from;
        this.port = port;
        this.listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    /** The header that says so of a client. */
    static byte[] header(String client) {
        String address = HexFormat.of().formatHex(InetAddress.ofLiteral(client).getAddress());
        return HexFormat.of().parseHex(SIGNATURE + PROXY_TCP4 + address + TO + PORTS);
    }

    /** The port to connect to, for those who are to be taken for this client. */
    int portFor(String client) {
        header = header(client);
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket worker = new Socket();
                sockets.addAll(List.of(client, worker));
                worker.setTcpNoDelay(true);
                worker.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
                worker.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
                worker.getOutputStream().write(header);
                Thread.ofVirtual().start(() -> pass(client, worker));
                Thread.ofVirtual().start(() -> pass(worker, client));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private static void pass(Socket one, Socket other) {
        try (one;
                other) {
            one.getInputStream().transferTo(other.getOutputStream());
        } catch (IOException closed) {
            // Then so is the other.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException alreadyGone) {
            throw new AssertionError(alreadyGone);
        }
    }
}
