package io.papertrader.master.admin;

import io.papertrader.codec.message.LinkReply.WorkerStatus;
import io.papertrader.master.workers.Worker;
import io.papertrader.master.workers.WorkerLink;
import io.papertrader.node.socket.AddressRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A worker as the operator sees it; the status is asked from it, where that was wanted. */
record WorkerView(
        UUID uuid,
        String name,
        String fingerprint,
        String publicKey,
        List<String> allowed,
        String publicAddress,
        boolean enabled,
        Instant registeredAt,
        boolean connected,
        @Nullable Instant connectedSince,
        @Nullable String remoteAddress,
        @Nullable Status status) {
    /** A worker's live figures. */
    record Status(
            String version,
            Instant startedAt,
            long clients,
            long sessions,
            long cachedSeries,
            long requests,
            long logEntries) {
        static Status of(WorkerStatus status) {
            return new Status(
                    status.version(),
                    status.startedAt(),
                    status.clients(),
                    status.sessions(),
                    status.cachedSeries(),
                    status.requests(),
                    status.logEntries());
        }
    }

    static WorkerView of(Worker worker, Optional<WorkerLink> link) {
        return new WorkerView(
                worker.uuid(),
                worker.name(),
                worker.publicKey().fingerprint(),
                worker.publicKey().armored(),
                worker.allowed().stream().map(AddressRange::toString).toList(),
                worker.publicAddress().toString(),
                worker.isEnabled(),
                worker.registeredAt(),
                link.isPresent(),
                link.map(WorkerLink::since).orElse(null),
                link.map(WorkerLink::remoteAddress).orElse(null),
                null);
    }

    WorkerView with(WorkerStatus live) {
        return new WorkerView(
                uuid,
                name,
                fingerprint,
                publicKey,
                allowed,
                publicAddress,
                enabled,
                registeredAt,
                connected,
                connectedSince,
                remoteAddress,
                Status.of(live));
    }
}
