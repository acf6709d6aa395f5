package io.papertrader.standalone;

import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.tls.HostName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The address on which master and worker listen: this machine alone, unless the environment says otherwise. */
record ListenHost(InetAddress address) {

    static final String VARIABLE = "PAPERTRADER_LISTEN_HOST";
    private static final String LOOPBACK = "127.0.0.1";

    /** An address kept for documents, so that it is nobody's. */
    private static final String SOMEWHERE = "192.0.2.1";

    static ListenHost from(LauncherEnvironment environment) throws StartFault {
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

    /** The address at which the worker finds the master, and a client on this machine the worker. */
    String reachable(int port) {
        return at(address.isAnyLocalAddress() ? LOOPBACK : text(), port);
    }

    /** The address that clients of this worker are sent to, on other machines too where it listens for them. */
    String reachableFromElsewhere(int port) {
        return isForAll()
                ? outward().map(own -> at(own.getHostAddress(), port)).orElse(reachable(port))
                : reachable(port);
    }

    /** The names by which clients may know this machine, for the certificate; those that are no names are left out. */
    List<String> names(String publicAddress) {
        return Stream.of("localhost", LOOPBACK, "::1", ownName(), isForAll() ? "" : text(), host(publicAddress))
                .filter(ListenHost::isName)
                .distinct()
                .toList();
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException nameless) {
            return "";
        }
    }

    /** The servers say what is wrong with an address that is none. */
    private static String host(String address) {
        try {
            return WorkerAddress.parse(address).host();
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    private static boolean isName(String text) {
        try {
            return !new HostName(text).text().isEmpty();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** True where it is every address of this machine, which is none that a client could be told. */
    boolean isForAll() {
        return address.isAnyLocalAddress();
    }

    /** The address that this machine has on its way to the world; nothing is sent to find it. */
    private static Optional<InetAddress> outward() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.ofLiteral(SOMEWHERE), 1);
            InetAddress own = socket.getLocalAddress();
            return Optional.of(own).filter(found -> !found.isAnyLocalAddress() && !found.isLoopbackAddress());
        } catch (IOException | UncheckedIOException noWay) {
            return Optional.empty();
        }
    }

    private static String at(String host, int port) {
        return host.contains(":") ? "[%s]:%d".formatted(host, port) : host + ":" + port;
    }

    /** The networks that the worker may come from: always this machine. */
    List<String> workerNetworks() {
        Stream<String> own = address.isAnyLocalAddress() || address.isLoopbackAddress()
                ? Stream.empty()
                : Stream.of(text() + "/" + address.getAddress().length * Byte.SIZE);
        return Stream.concat(Stream.of("127.0.0.1/32", "::1/128"), own).toList();
    }
}
