package io.papertrader.master.workers;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.AccountEvents;
import io.papertrader.codec.message.LinkEvent.ActionsApplied;
import io.papertrader.codec.message.LinkEvent.KeyUpdate;
import io.papertrader.codec.message.LinkEvent.LimitsCleared;
import io.papertrader.codec.message.LinkEvent.PastChanged;
import io.papertrader.codec.message.LinkEvent.SessionKeyGiven;
import io.papertrader.codec.message.LinkEvent.SessionsRevoked;
import io.papertrader.codec.message.LinkEvent.TransactionsSettled;
import io.papertrader.codec.message.LinkEvent.ValuesForgotten;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.LinkEvent.WorkersChanged;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.wire.Frame;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The workers that are connected now. One worker may hold several links for a while: its new process takes over before
 * the old one is gone.
 */
@ApplicationScoped
public class ConnectedWorkers {
    private final Set<WorkerLink> links = ConcurrentHashMap.newKeySet();
    private final InstantSource time;
    private WorkersChanged lastTold = new WorkersChanged(List.of());

    ConnectedWorkers(MeterRegistry metrics, InstantSource time) {
        this.time = time;
        metrics.gauge("papertrader.workers.connected", links, Set::size);
    }

    /** A worker has proved that it has the keys of its link. */
    public void add(WorkerLink link) {
        links.add(link);
        if (!tellWhereWorkersChanged()) {
            // It alone does not know yet.
            link.push(MessageCodec.encode(new WorkersChanged(addresses())));
        }
    }

    /** Its link is gone; false where it never was one of these. */
    public boolean remove(WorkerLink link) {
        boolean wasConnected = links.remove(link);
        if (wasConnected) {
            tellWhereWorkersChanged();
        }
        return wasConnected;
    }

    /** All links. */
    public Collection<WorkerLink> all() {
        return List.copyOf(links);
    }

    /** The links of one worker. */
    public List<WorkerLink> of(UUID worker) {
        return links.stream()
                .filter(link -> link.worker().uuid().equals(worker))
                .toList();
    }

    /** The addresses that clients can go to now (specification 3.1.5: the list given to clients). */
    public List<WorkerAddress> addresses() {
        return links.stream()
                .map(link -> link.worker().publicAddress())
                .distinct()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    /** A page of them: those behind this one, or the first. */
    PageOf<WorkerAddress> page(Optional<WorkerAddress> after) {
        String behind = after.map(WorkerAddress::toString).orElse("");
        List<WorkerAddress> found = addresses().stream()
                .filter(address -> address.toString().compareTo(behind) > 0)
                .limit(WorkerList.PAGE + 1)
                .toList();
        return PageOf.first(WorkerList.PAGE, found, WorkerAddress::toString);
    }

    /** Boots a worker off while it runs. */
    public void bootOff(UUID worker) {
        of(worker).forEach(link -> link.close("booted off by the operator"));
    }

    /** Tells the workers that it concerns. */
    void push(@Observes LinkEvent event) {
        switch (event) {
            case ValuesUpdated _, ValuesForgotten _, WorkersChanged _, LimitsCleared _, PastChanged _ ->
                pushToAll(event);
            case AccountEvents events -> links.forEach(link -> push(link, events));
            case ActionsApplied applied -> links.forEach(link -> push(link, applied));
            case SessionsRevoked revoked -> links.forEach(link -> push(link, revoked));
            case SessionKeyGiven _, KeyUpdate _, TransactionsSettled _ ->
                throw new IllegalArgumentException(event.getClass().getSimpleName() + " is no push to many");
        }
    }

    private void pushToAll(LinkEvent event) {
        Frame frame = MessageCodec.encode(event);
        links.forEach(link -> link.push(frame));
    }

    private void push(WorkerLink link, AccountEvents events) {
        Instant now = time.instant();
        List<AccountEvents.Numbered> heard = events.events().stream()
                .filter(one -> link.audience().hears(one.username(), now))
                .toList();
        if (!heard.isEmpty()) {
            link.push(MessageCodec.encode(new AccountEvents(heard)));
        }
    }

    private void push(WorkerLink link, ActionsApplied applied) {
        Instant now = time.instant();
        List<ActionsApplied.Of> heard = applied.actions().stream()
                .filter(one -> link.audience().hears(one.username(), now))
                .toList();
        if (!heard.isEmpty()) {
            link.push(MessageCodec.encode(new ActionsApplied(heard)));
        }
    }

    private static void push(WorkerLink link, SessionsRevoked revoked) {
        List<SessionHash> known =
                revoked.sessions().stream().filter(link.audience()::knows).toList();
        if (!known.isEmpty()) {
            known.forEach(link.audience()::forget);
            link.push(MessageCodec.encode(new SessionsRevoked(known)));
        }
    }

    /** Those that are connected learn where else clients can go. One at a time, so that the last that is told is so. */
    private synchronized boolean tellWhereWorkersChanged() {
        WorkersChanged now = new WorkersChanged(addresses());
        boolean isNews = !now.equals(lastTold);
        if (isNews) {
            lastTold = now;
            pushToAll(now);
        }
        return isNews;
    }
}
