package io.papertrader.worker.clients;

import io.papertrader.node.socket.AddressBlock;
import io.papertrader.worker.master.Asker;
import java.util.List;

/** All connections of one address: how many there are, and the bytes and the turn on the link that they share. */
final class Neighbourhood {
    private final AddressBlock block;
    private final Budget ofMembers;
    private final Budget ofStrangers;

    private final List<Budget> membersBudgets;
    private final List<Budget> strangersBudgets;
    private final List<Budget> accountBudgets;
    private final Asker strangers;
    private int connections;
    private int strange;

    /**
     * No connections yet.
     *
     * @param worker the bytes of all connections, of which those of this address have a part
     * @param strangers the bytes of all who are not logged in
     * @param accounts the accounts that all connections speak for beside the first of each
     */
    Neighbourhood(AddressBlock block, BudgetConfig budgets, Budget worker, Budget strangers, Budget accounts) {
        this.block = block;
        this.strangers = new Asker.Strangers(block);
        this.ofMembers = worker.part(budgets.address().asLongValue());
        this.ofStrangers = strangers.part(budgets.strangers().asLongValue() / Admission.SHARES);
        this.membersBudgets = List.of(ofMembers, worker);
        this.strangersBudgets = List.of(ofStrangers, strangers, worker);
        this.accountBudgets = List.of(accounts.part(AccountPlaces.MOST_OF_ADDRESS), accounts);
    }

    AddressBlock block() {
        return block;
    }

    /** The bytes that the answers on a connection draw on when somebody is logged in on it. */
    List<Budget> membersBudgets() {
        return membersBudgets;
    }

    /** The bytes that they draw on before that: strangers of one address leave some to those of others. */
    List<Budget> strangersBudgets() {
        return strangersBudgets;
    }

    /** The accounts that its connections speak for, beside the first of each. */
    List<Budget> accountBudgets() {
        return accountBudgets;
    }

    /** The bytes of all its connections. */
    long bytes() {
        return ofMembers.used() + ofStrangers.used();
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
