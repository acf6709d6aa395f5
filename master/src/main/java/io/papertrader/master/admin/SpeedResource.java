package io.papertrader.master.admin;

import io.papertrader.master.admin.MarketResource.MarketView;
import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.master.update.MarketDesk;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets a replay go faster or slower. */
@Path("/admin/market/speed")
public class SpeedResource {
    private static final String WORDS =
            Stream.of(ReplaySpeed.values()).map(ReplaySpeed::word).collect(Collectors.joining(", "));

    private final MarketDesk desk;

    SpeedResource(MarketDesk desk) {
        this.desk = desk;
    }

    /** The speed that is wanted. */
    public record WantedSpeed(@Nullable String speed) {}

    /** Goes on at another speed, from the next update on. */
    @POST
    @NeedsClass
    public Uni<Response> set(@Nullable WantedSpeed wanted, @Context SecurityContext caller) {
        Optional<ReplaySpeed> speed =
                Optional.ofNullable(wanted).map(WantedSpeed::speed).flatMap(ReplaySpeed::named);
        return speed.map(known -> desk.goAt(known, Caller.of(caller).by()).flatMap(this::answer))
                .orElseGet(() -> Uni.createFrom()
                        .item(AdminError.response(Status.BAD_REQUEST, "speed must be one of " + WORDS + ".")));
    }

    private Uni<Response> answer(Optional<String> refusal) {
        return refusal.map(reason -> Uni.createFrom().item(AdminError.response(Status.CONFLICT, sentence(reason))))
                .orElseGet(() -> desk.status()
                        .map(status -> Response.ok(MarketView.of(status, desk)).build()));
    }

    private static String sentence(String reason) {
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1);
    }
}
