package io.papertrader.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.stream.Stream;

/** The address on which master and worker listen: this machine alone, unless the environment says otherwise. */
record ListenHost(InetAddress address) {

    static final String VARIABLE = "PAPERTRADER_LISTEN_HOST";
    private static final String LOOPBACK = "127.0.0.1";

    static ListenHost from(Environment environment) throws StartFault {
        String host = environment.get(VARIABLE, LOOPBACK);
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return new ListenHost(address);
            }
        } catch (IOException e) {
            // Neither a name that anybody knows nor an address: the answer is the same.
        }
        throw new StartFault("%s is \"%s\", which is no address of this machine.".formatted(VARIABLE, host));
    }

    String text() {
        return address.getHostAddress();
    }

    /** Where the worker finds the master, and a client on this machine the worker. */
    String reachable(int port) {
        String host = address.isAnyLocalAddress() ? LOOPBACK : text();
        return host.contains(":") ? "[%s]:%d".formatted(host, port) : host + ":" + port;
    }

    /** Where the worker may come from: always this machine. */
    List<String> workerNetworks() {
        Stream<String> own = address.isAnyLocalAddress() || address.isLoopbackAddress()
                ? Stream.empty()
                : Stream.of(text() + "/" + address.getAddress().length * Byte.SIZE);
        return Stream.concat(Stream.of("127.0.0.1/32", "::1/128"), own).toList();
    }
}
