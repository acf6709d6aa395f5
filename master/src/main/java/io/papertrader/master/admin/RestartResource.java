package io.papertrader.master.admin;

import io.papertrader.master.admin.MarketResource.MarketView;
import io.papertrader.master.update.MarketDesk;
import io.papertrader.master.update.Restart;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a replay begin anew. */
@Path("/admin/market/restart")
public class RestartResource {
    private final Restart restart;
    private final MarketDesk desk;

    RestartResource(Restart restart, MarketDesk desk) {
        this.restart = restart;
        this.desk = desk;
    }

    /** The day that is wanted. */
    public record WantedStart(@Nullable String from) {
        private Optional<LocalDate> day() {
            try {
                return Optional.ofNullable(from).map(LocalDate::parse);
            } catch (DateTimeParseException none) {
                return Optional.empty();
            }
        }
    }

    /** Begins anew; answered when the first values are there. */
    @POST
    @NeedsAll
    public Uni<Response> begin(@Nullable WantedStart wanted, @Context SecurityContext caller) {
        return Optional.ofNullable(wanted)
                .flatMap(WantedStart::day)
                .map(day -> restart.on(day, Caller.of(caller).by()).flatMap(this::answer))
                .orElseGet(() -> Uni.createFrom()
                        .item(AdminError.response(Status.BAD_REQUEST, "from must be a date such as 2014-04-21.")));
    }

    private Uni<Response> answer(Optional<String> refusal) {
        return refusal.map(reason -> Uni.createFrom().item(AdminError.response(Status.CONFLICT, reason)))
                .orElseGet(() -> desk.status()
                        .map(status -> Response.ok(MarketView.of(status, desk)).build()));
    }
}
