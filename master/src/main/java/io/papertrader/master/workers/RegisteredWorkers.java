package io.papertrader.master.workers;

import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The workers of the network (specification 3.1.5). A copy of the table is kept in memory, so that a stranger is turned
 * away without a query.
 */
@ApplicationScoped
public class RegisteredWorkers {
    private final WorkerRepository repository;
    private final ConnectedWorkers connected;
    private volatile Map<UUID, Worker> workers = Map.of();

    RegisteredWorkers(WorkerRepository repository, ConnectedWorkers connected) {
        this.repository = repository;
        this.connected = connected;
    }

    /** Reads the table; done before the listener opens and after each change. */
    public Uni<Void> load() {
        return repository
                .all()
                .invoke(all -> {
                    Map<UUID, Worker> next = new LinkedHashMap<>();
                    all.forEach(worker -> next.put(worker.uuid(), worker));
                    workers = next;
                })
                .replaceWithVoid();
    }

    /** Every registered worker, by name. */
    public Collection<Worker> all() {
        return workers.values();
    }

    /** The worker of this UUID. */
    public Optional<Worker> find(UUID uuid) {
        return Optional.ofNullable(workers.get(uuid));
    }

    /** True where any worker may come from there: the first and cheapest check of a stranger. */
    boolean anyMayComeFrom(InetAddress address) {
        return workers.values().stream().anyMatch(worker -> worker.isEnabled() && worker.mayComeFrom(address));
    }

    /**
     * Registers a worker or changes its registration; a link made under the old one is closed where it no longer holds.
     */
    public Uni<Void> save(Worker worker, By by) {
        Optional<Worker> before = find(worker.uuid());
        return repository
                .save(worker, saved(before, worker, by))
                .flatMap(saved -> load())
                .invoke(loaded ->
                        before.filter(old -> !old.equals(worker)).ifPresent(old -> connected.bootOff(old.uuid())));
    }

    /** Takes a worker off the list and closes its link. */
    public Uni<Void> remove(Worker worker, By by) {
        return repository
                .remove(worker.uuid(), entry(Act.WORKER_REMOVED, worker, by))
                .flatMap(removed -> load())
                .invoke(loaded -> connected.bootOff(worker.uuid()));
    }

    /** Ends a worker's links while it runs; one that is enabled may come back. */
    public Uni<Void> bootOff(Worker worker, By by) {
        return repository
                .note(entry(Act.WORKER_BOOTED_OFF, worker, by))
                .invoke(noted -> connected.bootOff(worker.uuid()));
    }

    private static AuditEntry saved(Optional<Worker> before, Worker now, By by) {
        Act act = before.isPresent() ? Act.WORKER_CHANGED : Act.WORKER_REGISTERED;
        String state = now.isEnabled() ? "enabled" : "disabled";
        return entry(act, now, by).saying(state + ", key " + now.publicKey().fingerprint() + ", from " + now.allowed());
    }

    private static AuditEntry entry(Act act, Worker worker, By by) {
        return AuditEntry.of(act, by, new Party.Worker(worker.name()));
    }
}
