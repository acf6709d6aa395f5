package io.papertrader.master;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for servers that bind them later: outside those that the system gives away meanwhile. */
public final class FreePort {
    private static final int TRIED = 10_000;

    private FreePort() {}

    /** The first port from this one on that nobody listens at. */
    public static int from(int first) {
        for (int port = first; port < first + TRIED; port++) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // The next one.
            }
        }
        throw new IllegalStateException("no port is free from " + first + " on");
    }
}
