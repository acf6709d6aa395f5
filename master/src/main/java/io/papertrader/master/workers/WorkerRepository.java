package io.papertrader.master.workers;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.leadership.Statement;
import io.papertrader.node.socket.AddressRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Registered workers in Postgres. */
@ApplicationScoped
class WorkerRepository {
    private static final Logger LOG = Logger.getLogger(WorkerRepository.class);

    private static final String ALL = """
            SELECT worker_uuid, name, public_key, allowed, public_address, is_enabled, registered_at
            FROM worker
            ORDER BY name
            """;

    private static final String SAVE = """
            INSERT INTO worker (
                worker_uuid, name, public_key, fingerprint, allowed, public_address, is_enabled, registered_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (worker_uuid) DO UPDATE SET
                name = EXCLUDED.name,
                public_key = EXCLUDED.public_key,
                fingerprint = EXCLUDED.fingerprint,
                allowed = EXCLUDED.allowed,
                public_address = EXCLUDED.public_address,
                is_enabled = EXCLUDED.is_enabled
            RETURNING worker_uuid
            """;

    private static final String REMOVE = "DELETE FROM worker WHERE worker_uuid = $1 RETURNING worker_uuid";

    private final Pool pool;
    private final Audit audit;

    WorkerRepository(Pool pool, Audit audit) {
        this.pool = pool;
        this.audit = audit;
    }

    Uni<List<Worker>> all() {
        return pool.query(ALL)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(WorkerRepository::worker)
                        .toList());
    }

    Uni<Void> save(Worker worker, AuditEntry entry) {
        Tuple row = Tuple.tuple()
                .addUUID(worker.uuid())
                .addString(worker.name())
                .addString(worker.publicKey().armored())
                .addString(worker.publicKey().fingerprint())
                .addArrayOfString(
                        worker.allowed().stream().map(AddressRange::toString).toArray(String[]::new))
                .addString(worker.publicAddress().toString())
                .addBoolean(worker.isEnabled())
                .addOffsetDateTime(worker.registeredAt().atOffset(ZoneOffset.UTC));
        return send(SAVE, row, entry);
    }

    Uni<Void> remove(UUID worker, AuditEntry entry) {
        return send(REMOVE, Tuple.of(worker), entry);
    }

    /** Writes an entry about what changes no row. */
    Uni<Void> note(AuditEntry entry) {
        return Audit.send(pool, audit.appending(entry)).replaceWithVoid();
    }

    private Uni<Void> send(String sql, Tuple parameters, AuditEntry entry) {
        return Audit.send(pool, audit.noting(new Statement(sql, parameters), entry))
                .replaceWithVoid();
    }

    private static Worker worker(Row row) {
        try {
            return new Worker(
                    row.getUUID("worker_uuid"),
                    row.getString("name"),
                    LinkPublicKey.parse(row.getString("public_key")),
                    allowed(row),
                    WorkerAddress.parse(row.getString("public_address")),
                    row.getBoolean("is_enabled"),
                    row.getOffsetDateTime("registered_at").toInstant());
        } catch (LinkFault fault) {
            throw new IllegalStateException("The stored key of worker " + row.getString("name") + " is broken", fault);
        }
    }

    /**
     * A range that an earlier version took and this one does not lets nobody in, and stops nobody else; an address in a
     * network stood for the network.
     */
    private static List<AddressRange> allowed(Row row) {
        List<AddressRange> readable = new ArrayList<>();
        for (String range : row.getArrayOfStrings("allowed")) {
            try {
                readable.add(AddressRange.around(range));
            } catch (IllegalArgumentException bad) {
                LOG.errorf(
                        "Worker %s: allowed %s; nobody connects from there until the worker is registered anew",
                        row.getString("name"), bad.getMessage());
            }
        }
        return readable;
    }
}
