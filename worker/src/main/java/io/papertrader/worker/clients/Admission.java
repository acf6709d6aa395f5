package io.papertrader.worker.clients;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.node.log.Refusals;
import io.papertrader.node.socket.AddressBlock;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Who is let in: so many connections in all, from one address, and without a login; each with its part of the bytes. Strangers
 * who are turned away are counted and told of once a minute. For all threads.
 */
@ApplicationScoped
class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);
    private static final int MOST_REFUSED = 100;

    /** The strangers of one address have so small a part of all strangers' bytes. */
    private static final int SHARES = 8;

    private final ClientsConfig config;
    private final BudgetConfig budgets;
    private final Budget worker;
    private final Budget strangersBudget;
    private final Refusals refusals;
    private final Map<AddressBlock, Neighbourhood> neighbourhoods = new HashMap<>();
    private int connections;
    private int strangers;

    Admission(ClientsConfig config, BudgetConfig budgets, InstantSource time, MeterRegistry metrics) {
        this.config = config;
        this.budgets = budgets;
        this.worker = new Budget(budgets.worker().asLongValue());
        this.strangersBudget = new Budget(budgets.strangers().asLongValue());
        this.refusals = new Refusals(MOST_REFUSED, time, line -> LOG.warnf("Clients turned away: %s", line));
        metrics.gauge("papertrader.clients.connected", this, Admission::connections);
        metrics.gauge("papertrader.clients.strangers", this, Admission::strangers);
        metrics.gauge("papertrader.clients.bytes", this, self -> self.worker.used());
        metrics.gauge("papertrader.clients.strangers.bytes", this, self -> self.strangersBudget.used());
    }

    /** A place for a connection from there, where there is one. */
    synchronized Optional<Place> admit(InetAddress from) {
        Neighbourhood neighbourhood = neighbourhoods.computeIfAbsent(
                AddressBlock.of(from),
                block -> new Neighbourhood(
                        block,
                        new Budget(budgets.address().asLongValue()),
                        new Budget(budgets.strangers().asLongValue() / SHARES)));
        Optional<String> reason = reasonAgainst(neighbourhood);
        if (reason.isPresent()) {
            forgetIfEmpty(neighbourhood);
            refused(from, reason.get());
            return Optional.empty();
        }
        connections++;
        strangers++;
        neighbourhood.enter();
        Credit credit = new Credit(
                budgets.stranger().asLongValue(), List.of(neighbourhood.strangersBudget(), strangersBudget, worker));
        return Optional.of(new Place(this, neighbourhood, ClientAddress.of(from), credit));
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
        credit.becomeMember(budgets.connection().asLongValue(), List.of(neighbourhood.budget(), worker));
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

    /** Counts one that was turned away, or cut before it had logged in. */
    void refused(InetAddress from, String reason) {
        refusals.add(from, reason);
    }

    /** Tells of those who were turned away since the last time. */
    void sumUp() {
        refusals.sumUp();
    }

    /** Whether all bytes that the worker has for answers are taken. */
    boolean isCrowded() {
        return worker.isSpent();
    }

    synchronized int connections() {
        return connections;
    }

    synchronized int strangers() {
        return strangers;
    }
}
