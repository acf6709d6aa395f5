package io.papertrader.worker.clients;

import io.papertrader.node.socket.AddressBlock;
import io.papertrader.worker.master.Asker;

/** All connections of one address: how many there are, and the bytes and the turn on the link that they share. */
final class Neighbourhood {
    private final AddressBlock block;
    private final Budget budget;
    private final Budget accounts;
    private final Budget strangersBudget;
    private final Asker strangers = Asker.stranger();
    private int connections;
    private int strange;

    Neighbourhood(AddressBlock block, Budget budget, Budget accounts, Budget strangersBudget) {
        this.block = block;
        this.budget = budget;
        this.accounts = accounts;
        this.strangersBudget = strangersBudget;
    }

    AddressBlock block() {
        return block;
    }

    Budget budget() {
        return budget;
    }

    /** The accounts that its connections speak for, beside the first of each. */
    Budget accounts() {
        return accounts;
    }

    /** The bytes of those who are not logged in, so that they leave some to the strangers of other addresses. */
    Budget strangersBudget() {
        return strangersBudget;
    }

    /** The bytes of all its connections. */
    long bytes() {
        return budget.used() + strangersBudget.used();
    }

    Asker strangers() {
        return strangers;
    }

    int connections() {
        return connections;
    }

    int strange() {
        return strange;
    }

    void enter() {
        connections++;
        strange++;
    }

    void becomeMember() {
        strange--;
    }

    void leave(boolean isMember) {
        connections--;
        strange -= isMember ? 0 : 1;
    }
}
