package io.papertrader.worker.clients;

import io.papertrader.node.socket.AddressBlock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Notices that all clients come from one address of a private network, as behind a balancer, a container's gateway or a
 * tunnel that does not say where they are: then one of them uses up what all of them may try. For one thread at a time.
 */
final class SharedAddress {
    /** So many connections at once are hardly one person's. */
    static final int MANY = 20;

    private static final int UNIQUE_LOCAL_MASK = 0xFE;
    private static final int UNIQUE_LOCAL = 0xFC;

    private final boolean isLocalKnown;
    private final Consumer<InetAddress> warning;
    private Optional<AddressBlock> only = Optional.empty();
    private boolean areThereOthers;
    private volatile boolean isNoticed;

    /**
     * Of a worker.
     *
     * @param isLocalKnown true where clients on this very machine are to be expected
     * @param warning told once
     */
    SharedAddress(boolean isLocalKnown, Consumer<InetAddress> warning) {
        this.isLocalKnown = isLocalKnown;
        this.warning = warning;
    }

    /** A connection was let in, and with it there are so many of its address. */
    void admitted(InetAddress from, AddressBlock block, int connections) {
        if (areThereOthers) {
            return;
        }
        if (only.isPresent() && !only.get().equals(block)) {
            areThereOthers = true;
            isNoticed = false;
            return;
        }
        only = Optional.of(block);
        if (connections >= MANY && !isNoticed && isPrivate(from)) {
            isNoticed = true;
            warning.accept(from);
        }
    }

    /** True where it is so. From any thread. */
    boolean isNoticed() {
        return isNoticed;
    }

    private boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address.isLoopbackAddress() && !isLocalKnown)
                || (address instanceof Inet6Address six && (six.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
    }
}
