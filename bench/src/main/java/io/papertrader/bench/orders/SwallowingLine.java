package io.papertrader.bench.orders;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server of this machine that can swallow all that goes over it: as a network that is gone. */
final class SwallowingLine implements AutoCloseable {
    private static final int PIECE = 16_384;

    private final int server;
    private final ServerSocket listener;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean isSwallowing;

    private SwallowingLine(int server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    static SwallowingLine to(int server) throws IOException {
        SwallowingLine line = new SwallowingLine(server, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(line::accept);
        return line;
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** From now on nothing comes through, and nobody is told. */
    void swallow() {
        isSwallowing = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                ends.add(client);
                if (!isSwallowing) {
                    connect(client);
                }
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }

    /** A master that does not lead yet takes nobody. */
    private void connect(Socket client) throws IOException {
        try {
            Socket end = new Socket(InetAddress.getLoopbackAddress(), server);
            ends.add(end);
            client.setTcpNoDelay(true);
            end.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(client, end));
            Thread.ofVirtual().start(() -> pass(end, client));
        } catch (IOException refused) {
            client.close();
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (!isSwallowing) {
                    to.getOutputStream().write(piece, 0, length);
                }
            }
        } catch (IOException ended) {
            // Both ends go together.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket end : ends) {
            end.close();
        }
    }
}
