package io.papertrader.worker.clients;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.worker.master.Asker;
import java.util.Objects;
import java.util.Set;

/**
 * A place for one connection among all, among those of its address and, until somebody logs in on it, among the
 * strangers, with the bytes that go with it. Belongs to the connection's event loop.
 */
final class ConnectionPlace {
    private static final AttributeKey<ConnectionPlace> KEY = AttributeKey.valueOf(ConnectionPlace.class, "place");

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

    /** The place of this connection, which has one until it is gone. */
    static ConnectionPlace of(Channel connection) {
        return Objects.requireNonNull(connection.attr(KEY).get());
    }

    /** Belongs to this connection from here on, until it is gone. */
    void give(Channel connection) {
        connection.attr(KEY).set(this);
        connection.closeFuture().addListener(gone -> leave());
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
        if (!isMember && !isLeft) {
            isMember = true;
            admission.becomeMember(neighbourhood, credit);
        }
    }

    private void leave() {
        isLeft = true;
        admission.leave(neighbourhood, isMember);
    }
}
