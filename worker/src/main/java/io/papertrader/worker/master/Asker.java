package io.papertrader.worker.master;

import io.papertrader.codec.message.UserName;
import io.papertrader.node.socket.AddressBlock;

/**
 * Somebody who asks the master: an account, or the strangers of one address together. Whatever one of them asks, and
 * over however many connections, each has its turn on the link.
 */
public sealed interface Asker {
    /** The worker itself, or a member whose account is not known yet: each is equal to itself alone. */
    final class Member implements Asker {
        private Member() {}
    }

    /** All connections of one account, also those that have gone and left their requests behind. */
    record Account(UserName name) implements Asker {}

    /** All strangers of an address, likewise. */
    record Strangers(AddressBlock address) implements Asker {}

    /** One more member. */
    static Asker member() {
        return new Member();
    }
}
