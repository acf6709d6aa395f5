package io.papertrader.master.workers;

import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.node.socket.AddressRange;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A registered worker (specification 2.4.5, WorkerServer).
 *
 * @param allowed the networks that it may connect from
 * @param publicAddress the address at which clients reach it
 */
public record Worker(
        UUID uuid,
        String name,
        LinkPublicKey publicKey,
        List<AddressRange> allowed,
        WorkerAddress publicAddress,
        boolean isEnabled,
        Instant registeredAt) {
    public Worker {
        allowed = List.copyOf(allowed);
        if (!name.matches("[A-Za-z0-9_.-]{1,63}")) {
            throw new IllegalArgumentException("name must be 1 to 63 characters of A-Z, a-z, 0-9, '_', '.', '-'");
        }
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("allowed must name at least one address");
        }
    }

    /** True where it may connect from there. */
    public boolean mayComeFrom(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address));
    }
}
