package io.papertrader.master.admin;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.actions.ActionList;
import io.papertrader.master.actions.ActionWords;
import io.papertrader.master.actions.AnnouncedActions;
import io.papertrader.master.actions.AnnouncedActions.Outcome;
import io.papertrader.master.actions.KnownAction;
import io.papertrader.vocabulary.Money;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Corporate actions that an operator announces, and what has become of all. */
@Path("/admin/market/actions")
public class ActionsResource {
    private final AnnouncedActions actions;
    private final ActionList list;

    ActionsResource(AnnouncedActions actions, ActionList list) {
        this.actions = actions;
        this.list = list;
    }

    /** An action as an operator writes it; what means nothing for its type is left out. */
    public record WantedAction(
            @Nullable String id,
            @Nullable String symbol,
            @Nullable String exDate,
            @Nullable String type,
            @Nullable String newPerOld,
            @Nullable String cash,
            @Nullable String newSymbol) {
        CorporateAction action() {
            return new ActionWords(Stream.of(id, symbol, exDate, type, newPerOld, cash, newSymbol)
                            .map(text -> Objects.requireNonNullElse(text, "").strip())
                            .toList())
                    .action();
        }
    }

    /** An action as it is shown. */
    public record ActionView(
            String id,
            String symbol,
            String exDate,
            String type,
            String detail,
            String state,
            String source,
            String reason,
            @Nullable Instant at) {
        static ActionView of(KnownAction known) {
            CorporateAction action = known.action();
            return new ActionView(
                    action.id().value(),
                    action.symbol().value(),
                    action.exDate().toString(),
                    type(action.change()),
                    detail(action.change()),
                    known.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    known.source(),
                    known.reason(),
                    known.at().orElse(null));
        }

        private static String type(Change change) {
            return change.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }

        private static String detail(Change change) {
            return switch (change) {
                case Change.Split split -> split.ratio().toString();
                case Change.Dividend dividend -> dividend.perShare().toString();
                case Change.Renaming renaming -> renaming.to().value();
                case Change.Delisting delisting ->
                    delisting.perShare().map(Money::toString).orElse("");
            };
        }
    }

    @GET
    @NeedsRead
    public Uni<List<ActionView>> list() {
        return list.all().map(known -> known.stream().map(ActionView::of).toList());
    }

    /** Announces an action, which is carried out when its day comes; the same again is answered as before. */
    @POST
    @NeedsClass
    public Uni<Response> announce(@Nullable WantedAction wanted, @Context SecurityContext caller) {
        if (wanted == null) {
            return error(Status.BAD_REQUEST, "symbol, exDate and type must be given.");
        }
        try {
            return actions.announce(wanted.action(), Caller.of(caller).by()).map(ActionsResource::answer);
        } catch (IllegalArgumentException bad) {
            return error(Status.BAD_REQUEST, bad.getMessage() + ".");
        }
    }

    private static Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Announced(KnownAction known) ->
                Response.ok(ActionView.of(known)).build();
            case Outcome.Refused(String reason) -> AdminError.response(Status.CONFLICT, reason);
        };
    }

    /** Takes back an action whose day has not come. */
    @DELETE
    @NeedsClass
    public Uni<Response> withdraw(@QueryParam("id") @DefaultValue("") String id, @Context SecurityContext caller) {
        try {
            return actions.withdraw(new ActionId(id), Caller.of(caller).by())
                    .map(found -> found
                            ? Response.noContent().build()
                            : AdminError.response(
                                    Status.NOT_FOUND, "No action " + id + " that was announced is waiting."));
        } catch (IllegalArgumentException bad) {
            return error(Status.BAD_REQUEST, "id " + bad.getMessage() + ".");
        }
    }

    private static Uni<Response> error(Status status, String sentence) {
        return Uni.createFrom().item(AdminError.response(status, sentence));
    }
}
