package io.papertrader.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The numbers of all doors, found free before anything is started. */
record Ports(Map<Port, Integer> numbers) {

    Ports {
        numbers = Map.copyOf(numbers);
    }

    int of(Port port) {
        return Objects.requireNonNull(numbers.get(port));
    }

    /** Opens every port once: all at the same time, so that none is chosen twice. */
    static Ports choose(LauncherEnvironment environment, ListenHost host) throws StartFault {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        List<ServerSocket> opened = new ArrayList<>();
        try {
            for (Port port : Port.values()) {
                InetAddress address = port.isManagement() ? InetAddress.getLoopbackAddress() : host.address();
                ServerSocket socket = open(port, port.wanted(environment), address);
                opened.add(socket);
                numbers.put(port, socket.getLocalPort());
            }
        } finally {
            opened.forEach(Ports::close);
        }
        return new Ports(numbers);
    }

    private static ServerSocket open(Port port, int number, InetAddress address) throws StartFault {
        try {
            return number == 0 ? FreePort.open(address) : new ServerSocket(number, 1, address);
        } catch (IOException e) {
            String place = "Port %d on %s, for %s,".formatted(number, address.getHostAddress(), port.purpose());
            String reason = PortHolder.of(number)
                    .map(holder -> "is taken by %s. Stop that one".formatted(holder))
                    .orElseGet(() -> "cannot be opened: %s. Free it".formatted(e.getMessage()));
            throw new StartFault(
                    "%s %s, or set %s to another (0 takes any free one).".formatted(place, reason, port.variable()), e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It never served anybody; the one who opens the port next will say what is wrong.
        }
    }
}
