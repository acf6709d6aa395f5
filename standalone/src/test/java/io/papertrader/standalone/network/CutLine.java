package io.papertrader.standalone.network;

import io.papertrader.codec.message.WorkerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a worker that can be cut while a client uses it. */
final class CutLine implements AutoCloseable {
    private final WorkerAddress worker;
    private final ServerSocket server;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();

    private CutLine(WorkerAddress worker, ServerSocket server) {
        this.worker = worker;
        this.server = server;
    }

    static CutLine to(WorkerAddress worker) throws IOException {
        CutLine line = new CutLine(worker, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(line::accept);
        return line;
    }

    WorkerAddress address() {
        return new WorkerAddress("127.0.0.1", server.getLocalPort());
    }

    /** Ends what goes over it; the next connection is a new one. */
    void cut() throws IOException {
        for (Socket end : ends) {
            end.close();
        }
        ends.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket end = new Socket(worker.host(), worker.port());
                ends.addAll(List.of(client, end));
                Thread.ofVirtual().start(() -> pass(client, end));
                Thread.ofVirtual().start(() -> pass(end, client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // Both ends go together.
        }
    }
}
