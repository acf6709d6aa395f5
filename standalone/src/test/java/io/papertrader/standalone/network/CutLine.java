package io.papertrader.standalone.network;

import io.papertrader.codec.message.WorkerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server that can be cut while somebody uses it, or carry nothing any more. */
final class CutLine implements AutoCloseable {
    private static final int PIECE = 8_192;

    private final WorkerAddress server;
    private final ServerSocket listener;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean isMute;

    private CutLine(WorkerAddress server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    static CutLine to(WorkerAddress server) throws IOException {
        CutLine line = new CutLine(server, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(line::accept);
        return line;
    }

    WorkerAddress address() {
        return new WorkerAddress("127.0.0.1", listener.getLocalPort());
    }

    /** Ends what goes over it; the next connection is a new one. */
    void cut() throws IOException {
        for (Socket end : ends) {
            end.close();
        }
        ends.clear();
    }

    /** From now on nothing comes through, and nobody is told: as on a network that is gone, but for new connections. */
    void mute() {
        isMute = true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                ends.add(client);
                if (!isMute) {
                    connect(client);
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket end = new Socket(server.host(), server.port());
            ends.add(end);
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
                if (!isMute) {
                    to.getOutputStream().write(piece, 0, length);
                }
            }
        } catch (IOException cut) {
            // Both ends go together.
        }
    }
}
