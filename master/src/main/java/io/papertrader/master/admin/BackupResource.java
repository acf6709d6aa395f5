package io.papertrader.master.admin;

import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.Party;
import io.papertrader.master.backup.Backups;
import io.smallrye.common.annotation.Blocking;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;

/** A backup of the network, made while it is sent. */
@Path("/admin/backup")
public class BackupResource {
    private final Backups backups;
    private final Audit audit;
    private final Pool pool;

    BackupResource(Backups backups, Audit audit, Pool pool) {
        this.backups = backups;
        this.audit = audit;
        this.pool = pool;
    }

    @GET
    @NeedsAll
    @Blocking
    @Produces("application/gzip")
    public StreamingOutput backup(@Context SecurityContext caller) {
        AuditEntry entry =
                AuditEntry.of(Act.NETWORK_BACKED_UP, Caller.of(caller).by(), new Party.Nobody());
        Audit.send(pool, audit.appending(entry)).await().indefinitely();
        return backups::write;
    }
}
