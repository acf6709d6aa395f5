package io.papertrader.master.admin;

import io.papertrader.master.admin.TokenGate.Passage.Admitted;
import io.papertrader.master.admin.TokenGate.Passage.Refused;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.backup.BackupFault;
import io.papertrader.master.backup.Backups;
import io.papertrader.master.leadership.Exit;
import io.papertrader.master.operator.Role;
import io.papertrader.master.server.RemoteAddress;
import io.papertrader.master.server.Standstill;
import io.papertrader.master.trade.LedgerCheck;
import io.papertrader.node.NodeConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * Takes a backup and restores it: first all of it into a file, which is looked at while the master works, then into the
 * database. This process's memory is of the database that was, so it ends after that, and whatever keeps it up starts
 * it again. Workers forget what they keep, as with every new link.
 *
 * <p>A route and no resource, since bodies of resources are bounded.
 */
@ApplicationScoped
class RestoreRoute {
    /** The order of the route, before the bound on bodies. */
    private static final int ORDER = -3;

    private static final int EXIT_RESTORED = 4;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final Logger LOG = Logger.getLogger(RestoreRoute.class);

    private final Vertx vertx;
    private final TokenGate gate;
    private final NodeConfig node;
    private final Backups backups;
    private final Standstill standstill;
    private final Exit exit;
    private final Audit audit;
    private final Pool pool;

    RestoreRoute(
            Vertx vertx,
            TokenGate gate,
            NodeConfig node,
            Backups backups,
            Standstill standstill,
            Exit exit,
            Audit audit,
            Pool pool) {
        this.vertx = vertx;
        this.gate = gate;
        this.node = node;
        this.backups = backups;
        this.standstill = standstill;
        this.exit = exit;
        this.audit = audit;
        this.pool = pool;
    }

    void open(@Observes Router router) {
        router.post("/admin/restore").order(ORDER).handler(this::take);
    }

    private void take(RoutingContext call) {
        String address = RemoteAddress.of(call.request());
        switch (gate.ask(call.request().getHeader(HttpHeaders.AUTHORIZATION), address)) {
            case Admitted admitted
            when admitted.operator().role().covers(Role.ALL) ->
                receive(call, By.operator(admitted.operator().name(), address));
            case Admitted admitted -> answer(call, Status.FORBIDDEN.getStatusCode(), "This needs the role all.");
            case Refused refused -> answer(call, refused.status().getStatusCode(), refused.sentence());
        }
    }

    private void receive(RoutingContext call, By operator) {
        HttpServerRequest request = call.request().pause();
        Path file;
        try {
            file = Files.createTempFile(node.directory(), "restore", ".part");
        } catch (IOException failure) {
            request.resume();
            answer(call, INSUFFICIENT_STORAGE, noRoom(failure));
            return;
        }
        vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setTruncateExisting(true))
                .compose(open -> received(request, open))
                .onFailure(failure -> {
                    delete(file);
                    answer(call, INSUFFICIENT_STORAGE, noRoom(failure));
                })
                .onSuccess(received -> vertx.<Void>executeBlocking(() -> {
                            restore(call, file, operator);
                            return null;
                        })
                        .onComplete(done -> delete(file))
                        .onFailure(defect -> failed(call, defect)));
    }

    private static Future<Void> received(HttpServerRequest request, AsyncFile file) {
        return request.pipeTo(file).onFailure(failure -> file.close());
    }

    private void restore(RoutingContext call, Path file, By operator) throws InterruptedException {
        try {
            backups.check(file);
        } catch (BackupFault fault) {
            answer(call, status(fault), fault.sentence());
            return;
        }
        LOG.info("Restoring a backup; this process ends behind it");
        call.addEndHandler(answered -> exit.with(EXIT_RESTORED));
        standstill.begin();
        try {
            LedgerCheck.Report report = backups.restore(file);
            note(operator);
            restored(call, report);
        } catch (BackupFault fault) {
            LOG.errorf("The backup was not restored, and nothing was changed: %s", fault.sentence());
            answer(call, status(fault), fault.sentence());
        }
    }

    /** Notes the restoring. The entry is of the network that was restored, so it cannot be written before. */
    private void note(By operator) {
        AuditEntry entry = AuditEntry.of(Act.NETWORK_RESTORED, operator, new Party.Nobody());
        Audit.send(pool, audit.appending(entry)).await().indefinitely();
    }

    private static void restored(RoutingContext call, LedgerCheck.Report report) {
        LOG.infof("Restored %d accounts and %d transactions", report.accounts(), report.transactions());
        JsonObject figures = new JsonObject()
                .put("accounts", report.accounts())
                .put("transactions", report.transactions())
                .put("transfers", report.transfers());
        send(call, Status.OK.getStatusCode(), figures);
    }

    private static void failed(RoutingContext call, Throwable defect) {
        LOG.error("A backup could not be restored", defect);
        answer(call, Status.INTERNAL_SERVER_ERROR.getStatusCode(), "The master failed at this; its log says why.");
    }

    private static int status(BackupFault fault) {
        return (fault.isOfTheFile() ? Status.BAD_REQUEST : Status.CONFLICT).getStatusCode();
    }

    private String noRoom(Throwable failure) {
        return "The master cannot keep the file in " + node.directory() + " for the time of the restore: "
                + failure.getMessage() + ".";
    }

    private static void answer(RoutingContext call, int status, String sentence) {
        send(call, status, new JsonObject().put("error", sentence));
    }

    private static void send(RoutingContext call, int status, JsonObject body) {
        if (!call.response().ended() && !call.response().closed()) {
            call.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(body.toBuffer());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warnf("%s cannot be deleted: %s", file, stays);
        }
    }
}
