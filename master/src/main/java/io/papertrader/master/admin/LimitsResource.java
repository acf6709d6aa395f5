package io.papertrader.master.admin;

import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.LimitsCleared;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.Party;
import io.papertrader.master.limits.Limits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Locale;

/** Shows who has to wait as they tried too often, and lets them try again. */
@Path("/admin/limits")
public class LimitsResource {
    private final Limits limits;
    private final Audit audit;
    private final Event<LinkEvent> pushes;
    private final Pool pool;

    LimitsResource(Limits limits, Audit audit, Event<LinkEvent> pushes, Pool pool) {
        this.limits = limits;
        this.audit = audit;
        this.pushes = pushes;
        this.pool = pool;
    }

    /**
     * Somebody who waits.
     *
     * @param who an account, an address as a worker names it, or one from the other
     */
    public record LimitView(String what, String who, long seconds) {
        static LimitView of(Limits.Empty empty) {
            return new LimitView(
                    empty.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    empty.who(),
                    Math.max(1, empty.pause().toSeconds()));
        }
    }

    @GET
    @NeedsRead
    public List<LimitView> list() {
        return limits.empty().stream().map(LimitView::of).toList();
    }

    /** Forgets what was counted against an account or an address; it may be nothing. */
    @DELETE
    @NeedsClass
    public Uni<Void> clear(@QueryParam("who") @DefaultValue("") String who, @Context SecurityContext caller) {
        String folded = who.toLowerCase(Locale.ROOT);
        limits.clear(folded);
        pushes.fire(new LimitsCleared(folded));
        AuditEntry entry = AuditEntry.of(Act.LIMITS_CLEARED, Caller.of(caller).by(), new Party.Nobody());
        return Audit.send(pool, audit.appending(entry.saying(who))).replaceWithVoid();
    }
}
