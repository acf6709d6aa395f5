package io.papertrader.master.limits;

import io.papertrader.master.Origin;
import io.papertrader.node.socket.AddressBlock;
import java.util.UUID;

/**
 * The place that tries come from, as one worker says: an IPv4 address, the /64 of an IPv6 address, or the worker alone
 * where it names no address. Addresses that a worker makes up count against nobody on another worker.
 *
 * @param block empty where there is no address
 */
public record Place(UUID worker, String block) {
    /** The place of a request. */
    public static Place of(Origin origin) {
        return new Place(
                origin.worker(),
                origin.client()
                        .value()
                        .map(AddressBlock::of)
                        .map(AddressBlock::toString)
                        .orElse(""));
    }

    /** True where it is an address, rather than everybody behind a worker. */
    public boolean isAddress() {
        return !block.isEmpty();
    }

    /** {@code 203.0.113.7 at worker UUID}, or the worker alone. */
    @Override
    public String toString() {
        return (isAddress() ? block + " at " : "") + "worker " + worker;
    }
}
