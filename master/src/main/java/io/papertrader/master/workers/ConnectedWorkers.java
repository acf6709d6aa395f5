package io.papertrader.master.workers;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.wire.Frame;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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

    ConnectedWorkers(MeterRegistry metrics) {
        metrics.gauge("papertrader.workers.connected", links, Set::size);
    }

    /** A worker has proved who it is. */
    public void add(WorkerLink link) {
        links.add(link);
    }

    /** Its link is gone. */
    public void remove(WorkerLink link) {
        links.remove(link);
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

    /** Where clients can go now (specification 3.1.5: the list given to clients). */
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

    /** Tells every worker. */
    void push(@Observes LinkEvent event) {
        Frame frame = MessageCodec.encode(event);
        links.forEach(link -> link.push(frame));
    }
}
