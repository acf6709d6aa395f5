package io.papertrader.worker.clients;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.worker.master.Asker;
import java.util.Set;

/**
 * A place for one connection among all, among those of its address and, until somebody logs in on it, among the
 * strangers, with the bytes that go with it. Belongs to the connection's event loop.
 */
final class ConnectionPlace {
    private final Admission admission;
    private final Neighbourhood neighbourhood;
    private final ClientAddress address;
    private final Credit credit;
    private final AccountPlaces accounts;
    private boolean isMember;
    private boolean isLeft;

    ConnectionPlace(
            Admission admission,
            Neighbourhood neighbourhood,
            ClientAddress address,
            Credit credit,
            AccountPlaces accounts) {
        this.admission = admission;
        this.neighbourhood = neighbourhood;
        this.address = address;
        this.credit = credit;
        this.accounts = accounts;
    }

    ClientAddress address() {
        return address;
    }

    Credit credit() {
        return credit;
    }

    AccountPlaces accounts() {
        return accounts;
    }

    /** The asker whose turn on the link a stranger's requests take. */
    Asker strangers() {
        return neighbourhood.strangers();
    }

    boolean isIn(Set<Neighbourhood> neighbourhoods) {
        return neighbourhoods.contains(neighbourhood);
    }

    boolean isMember() {
        return isMember;
    }

    /** Somebody is logged in on the connection. */
    void becomeMember() {
        if (!isMember) {
            isMember = true;
            admission.becomeMember(neighbourhood, credit);
        }
    }

    /** The connection is gone. */
    void leave() {
        if (!isLeft) {
            isLeft = true;
            admission.leave(neighbourhood, isMember);
        }
    }
}
