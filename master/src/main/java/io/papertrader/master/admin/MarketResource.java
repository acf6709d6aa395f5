package io.papertrader.master.admin;

import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.master.asset.SourceReport;
import io.papertrader.master.update.MarketDesk;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the market, and holds its clock. */
@Path("/admin/market")
public class MarketResource {
    private final MarketDesk desk;

    MarketResource(MarketDesk desk) {
        this.desk = desk;
    }

    /** The market as the operator sees it. */
    public record MarketView(
            String state,
            Instant since,
            String reason,
            String source,
            @Nullable Instant time,
            @Nullable Instant first,
            @Nullable Instant last,
            @Nullable Long millisLeft,
            @Nullable String speed,
            List<SourceView.Hours> hours,
            List<SourceView.Provider> providers,
            List<SourceView.Saved> savings,
            List<SourceView.Trouble> troubles,
            List<SourceView.Refused> refused) {
        static MarketView of(MarketStatus status, MarketDesk desk) {
            SourceReport sources = desk.sources();
            return new MarketView(
                    status.state().name(),
                    status.since(),
                    status.reason(),
                    status.source(),
                    status.time().orElse(null),
                    status.period().map(MarketStatus.Period::first).orElse(null),
                    status.period().map(MarketStatus.Period::last).orElse(null),
                    status.period().map(MarketStatus.Period::millisLeft).orElse(null),
                    desk.speed().map(ReplaySpeed::word).orElse(null),
                    desk.hours().hours().stream().map(SourceView.Hours::of).toList(),
                    sources.providers().stream().map(SourceView.Provider::of).toList(),
                    sources.savings().stream().map(SourceView.Saved::of).toList(),
                    sources.troubles().stream().map(SourceView.Trouble::of).toList(),
                    sources.refused().stream().map(SourceView.Refused::of).toList());
        }
    }

    private MarketView view(MarketStatus status) {
        return MarketView.of(status, desk);
    }

    @GET
    @NeedsRead
    public Uni<MarketView> show() {
        return desk.status().map(this::view);
    }

    /** No values come from now on, and orders wait. */
    @POST
    @NeedsClass
    @Path("pause")
    public Uni<MarketView> pause(@Context SecurityContext caller) {
        return desk.halt(Caller.of(caller).by()).map(this::view);
    }

    /** Values go on. */
    @POST
    @NeedsClass
    @Path("continue")
    public Uni<MarketView> goOn(@Context SecurityContext caller) {
        return desk.goOn(Caller.of(caller).by()).map(this::view);
    }

    /** One update. */
    @POST
    @NeedsClass
    @Path("step")
    public Uni<MarketView> step(@Context SecurityContext caller) {
        return desk.step(Caller.of(caller).by()).map(this::view);
    }
}
