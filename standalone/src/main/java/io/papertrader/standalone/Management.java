package io.papertrader.standalone;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The management interface of a server, on this machine. */
final class Management implements AutoCloseable {

    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int OK = 200;

    private final String root;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(REQUEST_PATIENCE).build();

    Management(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    HttpResponse<String> send(String path, HttpRequest.Builder request) throws IOException {
        HttpRequest complete =
                request.uri(URI.create(root + path)).timeout(REQUEST_PATIENCE).build();
        try {
            return client.send(complete, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking " + complete.uri());
        }
    }

    /** Waits until the server answers 200 here. */
    void await(String path, ServerProcess server, StopSignal stop, Duration patience) throws StartFault {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isOk(path)) {
            if (stop.await(PAUSE)) {
                throw new StartFault("Stopped while starting.");
            }
            if (!server.isAlive()) {
                throw server.ended();
            }
            if (System.nanoTime() - deadline > 0) {
                throw server.fault(
                        "did not become ready within %d s (%s%s)".formatted(patience.toSeconds(), root, path));
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    /** True where the server answers 200 here, now. */
    boolean isOk(String path) {
        try {
            return send(path, HttpRequest.newBuilder()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }
}
