package io.papertrader.master.admin;

import io.papertrader.master.trade.LedgerCheck;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The check of the whole ledger. */
@Path("/admin/ledger")
public class LedgerResource {
    private final LedgerCheck check;

    LedgerResource(LedgerCheck check) {
        this.check = check;
    }

    @GET
    @NeedsRead
    @Path("check")
    public Uni<LedgerCheck.Report> check() {
        return check.run();
    }
}
