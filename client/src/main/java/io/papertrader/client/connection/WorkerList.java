package io.papertrader.client.connection;

import io.papertrader.codec.message.WorkerAddress;
import java.util.ArrayList;
import java.util.List;

/** The workers in the order in which they are tried. */
final class WorkerList {
    /** The most workers of a network that are kept. */
    private static final int MAX_WORKERS = 1_000;

    private final List<WorkerAddress> addresses;

    WorkerList(List<WorkerAddress> configured) {
        this.addresses = new ArrayList<>(configured);
    }

    /** Adds those that are new; the order of the others stays. */
    void learn(List<WorkerAddress> named) {
        named.stream()
                .filter(address -> !addresses.contains(address))
                .limit(Math.max(0, MAX_WORKERS - addresses.size()))
                .forEach(addresses::add);
    }

    /** Tries this one first next time. */
    void prefer(WorkerAddress address) {
        addresses.remove(address);
        addresses.addFirst(address);
    }

    /** Tries this one last next time. */
    void avoid(WorkerAddress address) {
        addresses.remove(address);
        addresses.addLast(address);
    }

    /** Every worker once. */
    List<WorkerAddress> tour() {
        return List.copyOf(addresses);
    }
}
