package io.papertrader.master.audit;

import io.papertrader.master.Origin;
import io.papertrader.node.socket.AddressBlock;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;

/**
 * The place that an act came from: an address, and the worker whose word that is. Both are kept for trusted and
 * untrusted workers alike, as the entry names its witness.
 *
 * @param address an address, or a network where failures are summed up
 */
record Place(Optional<UUID> worker, Optional<String> address) {
    static final Place NONE = new Place(Optional.empty(), Optional.empty());

    static Place of(Origin origin) {
        return new Place(Optional.of(origin.worker()), origin.client().value().map(InetAddress::getHostAddress));
    }

    /** The addresses that count as one: all of an IPv6 network. */
    Place block() {
        return new Place(
                worker,
                address.map(InetAddress::ofLiteral).map(AddressBlock::of).map(AddressBlock::toString));
    }
}
