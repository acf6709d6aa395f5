package io.papertrader.master.audit;

import io.papertrader.master.Origin;
import io.papertrader.node.socket.AddressBlock;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;

/**
 * The scene of an act: an address, and the worker whose word that is. Both are kept for trusted and untrusted workers
 * alike, as the entry names its witness.
 *
 * @param address an address, or a network where failures are summed up
 */
record Scene(Optional<UUID> worker, Optional<String> address) {
    static final Scene NONE = new Scene(Optional.empty(), Optional.empty());

    static Scene of(Origin origin) {
        return new Scene(Optional.of(origin.worker()), origin.client().value().map(InetAddress::getHostAddress));
    }

    /** The addresses that count as one: all of an IPv6 network. */
    Scene block() {
        return new Scene(
                worker,
                address.map(InetAddress::ofLiteral).map(AddressBlock::of).map(AddressBlock::toString));
    }
}
