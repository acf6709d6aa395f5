package io.papertrader.master.server;

import io.papertrader.node.socket.AddressBlock;
import java.util.HashMap;
import java.util.Map;

/** Places for connections: so many, and so many of one address. For any thread. */
final class ConnectionQuota {
    private final int most;
    private final int mostPerAddress;
    private final Map<AddressBlock, Integer> taken = new HashMap<>();
    private int all;

    ConnectionQuota(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Takes a place, where there is one for this address; it is given back with {@link #leave}. */
    synchronized boolean take(AddressBlock from) {
        if (all >= most || taken.getOrDefault(from, 0) >= mostPerAddress) {
            return false;
        }
        all++;
        taken.merge(from, 1, Integer::sum);
        return true;
    }

    synchronized void leave(AddressBlock from) {
        all--;
        taken.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
    }
}
