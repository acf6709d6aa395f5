package io.papertrader.worker.clients;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.tls.HostName;
import io.papertrader.node.log.Refusals;
import io.papertrader.node.socket.AddressBlock;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The limits on admission: so many connections in all, from one address, and without a login; each with its part of the
 * bytes. Strangers who are turned away are counted and told of once a minute. For all threads.
 */
@ApplicationScoped
class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);
    private static final int ADDRESSES_IN_THE_LOG = 10;

    /** The strangers of one address have so small a part of all strangers' bytes. */
    static final int SHARES = 8;

    /** Room for a large answer, with what is drawn beyond it. */
    static final long SPARE_BYTES = 128 * 1_024;

    private final ClientsConfig config;
    private final BudgetConfig budgets;
    private final Budget worker;
    private final Budget strangersBudget;
    private final Budget accounts = Budget.of(AccountPlaces.MOST_OF_WORKER);
    private final Refusals refusals;
    private final Counter refused;
    private final SharedAddress sharedAddress;
    private final Map<AddressBlock, Neighbourhood> neighbourhoods = new HashMap<>();

    /** Connections of balancers that have not said yet whose they are. */
    private final AtomicInteger waiting = new AtomicInteger();

    private int connections;
    private int strangers;

    Admission(ClientsConfig config, BudgetConfig budgets, InstantSource time, MeterRegistry metrics) {
        this.config = config;
        this.budgets = budgets;
        this.worker = Budget.of(budgets.worker().asLongValue());
        this.strangersBudget = worker.part(budgets.strangers().asLongValue());
        this.refusals = new Refusals(ADDRESSES_IN_THE_LOG, time, line -> LOG.warnf("Clients turned away: %s", line));
        this.sharedAddress = new SharedAddress(HostName.isLoopback(config.host()), Admission::warnOfSharedAddress);
        this.refused = metrics.counter("papertrader.clients.refused");
        metrics.gauge("papertrader.clients.one.address", sharedAddress, shared -> shared.isNoticed() ? 1 : 0);
        metrics.gauge("papertrader.clients.connected", this, Admission::connections);
        metrics.gauge("papertrader.clients.strangers", this, Admission::strangers);
        metrics.gauge("papertrader.clients.bytes", this, self -> self.worker.used());
        metrics.gauge("papertrader.clients.strangers.bytes", this, self -> self.strangersBudget.used());
    }

    private static void warnOfSharedAddress(InetAddress address) {
        LOG.warnf(
                "All clients come from %s, as behind a balancer or a container's gateway: they share the limits of one"
                        + " address, and one of them can lock all others out. Let it send the PROXY protocol, and name it in"
                        + " PAPERTRADER_LISTEN_PROXIES",
                address.getHostAddress());
    }

    /**
     * True where one more connection of balancers may wait to say whose it is: whoever can connect from their network
     * takes no more places than strangers have.
     */
    boolean hasRoomToWait(InetAddress balancer) {
        if (waiting.get() < config.maxStrangers()) {
            return true;
        }
        refused(balancer, "too many connections of balancers wait to say whose they are");
        return false;
    }

    /** One connection of balancers more waits, or one less. */
    void waits(int more) {
        waiting.addAndGet(more);
    }

    /** Gives the connection, which comes from there, its place; false where there is none. */
    boolean admit(InetAddress from, Channel connection) {
        Optional<ConnectionPlace> place = place(from);
        place.ifPresent(found -> found.give(connection));
        return place.isPresent();
    }

    private synchronized Optional<ConnectionPlace> place(InetAddress from) {
        Neighbourhood neighbourhood = neighbourhoods.computeIfAbsent(
                AddressBlock.of(from), block -> new Neighbourhood(block, budgets, worker, strangersBudget, accounts));
        Optional<String> reason = reasonAgainst(neighbourhood);
        if (reason.isPresent()) {
            forgetIfEmpty(neighbourhood);
            refused(from, reason.get());
            return Optional.empty();
        }
        connections++;
        strangers++;
        neighbourhood.enter();
        sharedAddress.admitted(from, neighbourhood.block(), neighbourhood.connections());
        Credit credit = new Credit(budgets.stranger().asLongValue(), neighbourhood.strangersBudgets());
        AccountPlaces places = new AccountPlaces(neighbourhood.accountBudgets());
        return Optional.of(new ConnectionPlace(this, neighbourhood, ClientAddress.of(from), credit, places));
    }

    private Optional<String> reasonAgainst(Neighbourhood neighbourhood) {
        if (connections >= config.maxConnections()) {
            return Optional.of("all places are taken");
        }
        if (neighbourhood.connections() >= config.maxConnectionsPerAddress()) {
            return Optional.of("all places of its address are taken");
        }
        if (strangers >= config.maxStrangers()) {
            return Optional.of("all places of those who are not logged in are taken");
        }
        return neighbourhood.strange() >= config.maxStrangersPerAddress()
                ? Optional.of("too many of its address are not logged in")
                : Optional.empty();
    }

    synchronized void becomeMember(Neighbourhood neighbourhood, Credit credit) {
        strangers--;
        neighbourhood.becomeMember();
        credit.becomeMember(budgets.connection().asLongValue(), neighbourhood.membersBudgets());
    }

    synchronized void leave(Neighbourhood neighbourhood, boolean isMember) {
        connections--;
        strangers -= isMember ? 0 : 1;
        neighbourhood.leave(isMember);
        forgetIfEmpty(neighbourhood);
    }

    private void forgetIfEmpty(Neighbourhood neighbourhood) {
        if (neighbourhood.connections() == 0) {
            neighbourhoods.remove(neighbourhood.block());
        }
    }

    /**
     * Counts one that was turned away, or cut before it had logged in, or a balancer that does not say who its client
     * is.
     */
    void refused(InetAddress from, String reason) {
        refused.increment();
        refusals.add(from, reason);
    }

    /** Tells of those who were turned away since the last time. */
    void sumUp() {
        refusals.sumUp();
    }

    /** The addresses that hold most of the worker's bytes, and how many should be free again. */
    record Crowding(Set<Neighbourhood> by, long bytesToFree) {}

    /**
     * The neighbourhoods that hold most of the bytes for answers, where so few are left that somebody waits for them.
     */
    Optional<Crowding> crowding() {
        long left = worker.left();
        if (left >= SPARE_BYTES) {
            return Optional.empty();
        }
        long bytesToFree = 2 * SPARE_BYTES - left;
        return Optional.of(new Crowding(holdersOf(bytesToFree), bytesToFree));
    }

    private synchronized Set<Neighbourhood> holdersOf(long bytes) {
        List<Neighbourhood> all = neighbourhoods.values().stream()
                .sorted(Comparator.comparingLong(Neighbourhood::bytes).reversed())
                .toList();
        Set<Neighbourhood> holders = new HashSet<>();
        long missing = bytes;
        for (Iterator<Neighbourhood> next = all.iterator(); next.hasNext() && missing > 0; ) {
            Neighbourhood holder = next.next();
            holders.add(holder);
            missing -= holder.bytes();
        }
        return holders;
    }

    synchronized int connections() {
        return connections;
    }

    synchronized int strangers() {
        return strangers;
    }
}
