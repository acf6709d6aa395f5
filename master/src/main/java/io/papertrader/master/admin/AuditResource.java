package io.papertrader.master.admin;

import io.papertrader.codec.message.UserName;
import io.papertrader.master.account.Accounts;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditTrail;
import io.papertrader.master.audit.AuditTrail.Query;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Shows the audit trail, newest first, in pages. */
@Path("/admin/audit")
public class AuditResource {
    private static final int MAX_LIMIT = 1_000;

    private final AuditTrail trail;
    private final Accounts accounts;

    AuditResource(AuditTrail trail, Accounts accounts) {
        this.trail = trail;
        this.accounts = accounts;
    }

    /**
     * One entry after the other; those behind the limit come with {@code before}, the last number of this page. Whoever
     * follows the trail asks for those {@code after} some number: an entry of a long transaction may come behind one
     * with a higher number.
     *
     * @param account a user name
     * @param since an instant, as 2026-05-01T00:00:00Z
     */
    @GET
    @NeedsRead
    public Uni<Response> read(
            @QueryParam("account") Optional<String> account,
            @QueryParam("since") Optional<String> since,
            @QueryParam("act") Optional<String> act,
            @QueryParam("before") Optional<Long> before,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        try {
            Instant from = since.map(Instant::parse).orElse(Instant.EPOCH);
            Optional<Act> wanted = act.map(AuditResource::act);
            long below = before.orElse(Long.MAX_VALUE);
            int bounded = Math.clamp(limit, 1, MAX_LIMIT);
            return account.map(UserName::new)
                    .map(name -> ofAccount(
                            name, number -> new Query(below, after, from, wanted, Optional.of(number), bounded)))
                    .orElseGet(() -> page(new Query(below, after, from, wanted, Optional.empty(), bounded)));
        } catch (DateTimeParseException bad) {
            return error(Status.BAD_REQUEST, "since must be a time like 2026-05-01T00:00:00Z");
        } catch (IllegalArgumentException bad) {
            return error(Status.BAD_REQUEST, "account or act " + bad.getMessage());
        }
    }

    private Uni<Response> ofAccount(UserName name, Function<Long, Query> query) {
        return accounts.find(name)
                .flatMap(found -> found.map(
                                account -> page(query.apply(account.id().value())))
                        .orElseGet(() -> error(Status.NOT_FOUND, "There is no user " + name + ".")));
    }

    private Uni<Response> page(Query query) {
        return trail.read(query).map(lines -> Response.ok(lines).build());
    }

    private static Act act(String word) {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(Act.values())
                .filter(act -> act.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + String.join(
                                ", ", Arrays.stream(Act.values()).map(Act::name).toList())));
    }

    private static Uni<Response> error(Status status, String sentence) {
        return Uni.createFrom().item(AdminError.response(status, sentence));
    }
}
