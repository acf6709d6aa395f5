package io.papertrader.standalone;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listens on, for a server that opens it a moment later. It lies below those that the kernel gives
 * to connections that are made meanwhile (from 32,768 on Linux, from 49,152 elsewhere).
 */
final class FreePort {
    private static final int FIRST = 10_000;
    private static final int PAST = 32_768;
    private static final int TRIES = 100;

    private FreePort() {}

    /** Opens one, so that none is found twice. */
    static ServerSocket open(InetAddress address) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, PAST), 1, address);
            } catch (BindException taken) {
                // By another, or not for everybody; there are more.
            }
        }
        return new ServerSocket(0, 1, address);
    }

    /** Finds one on the loopback address. */
    static int find() throws IOException {
        try (ServerSocket socket = open(InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
