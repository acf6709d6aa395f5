package io.papertrader.worker.master;

import io.papertrader.node.socket.AddressBlock;

/**
 * Somebody who asks the master: a connection, or the strangers of one address together. Whatever one of them asks, each
 * has its turn on the link.
 */
public sealed interface Asker {
    /** A connection on which somebody is logged in, or the worker itself: each is equal to itself alone. */
    final class Member implements Asker {
        private Member() {}
    }

    /** All strangers of an address, also those who have gone and left their requests behind. */
    record Strangers(AddressBlock address) implements Asker {}

    /** One more member. */
    static Asker member() {
        return new Member();
    }
}
