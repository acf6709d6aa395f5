package io.papertrader.master;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for servers that bind them later: outside those that the system gives away meanwhile. */
public final class FreePort {
    private static final int TRIED = 10_000;

    /** JVMs that look at the same moment begin at different places. */
    private static final int PLACES = 900;

    private FreePort() {}

    /** A port from this one on that nobody listens at. */
    public static int from(int least) {
        int first = least + (int) (ProcessHandle.current().pid() % PLACES);
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
