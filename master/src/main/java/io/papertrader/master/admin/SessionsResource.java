package io.papertrader.master.admin;

import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.account.Accounts;
import io.papertrader.master.audit.By;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.session.AccountSessions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.function.Function;

/** Shows where an account is logged in, and ends its sessions: one, or all while it may log in again. */
@Path("/admin/accounts/{username}/sessions")
public class SessionsResource {
    private final Accounts accounts;
    private final AccountSessions sessions;

    SessionsResource(Accounts accounts, AccountSessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** One session. No method names it as what it returns, so it is registered here. */
    @RegisterForReflection
    public record SessionView(
            String id, Instant begunAt, Instant usedAt, Instant expiry, String address, String worker) {
        static SessionView of(AccountSessions.Line line) {
            return new SessionView(
                    line.name().value(), line.begunAt(), line.usedAt(), line.expiry(), line.address(), line.worker());
        }
    }

    @GET
    @NeedsRead
    public Uni<Response> list(String username) {
        return of(
                username,
                account -> sessions.of(account)
                        .map(lines -> Response.ok(
                                        lines.stream().map(SessionView::of).toList())
                                .build()));
    }

    @DELETE
    @NeedsClass
    public Uni<Response> endAll(String username, @Context SecurityContext caller) {
        By by = Caller.of(caller).by();
        return of(
                username,
                account -> sessions.endAll(account, by)
                        .replaceWith(() -> Response.noContent().build()));
    }

    @DELETE
    @NeedsClass
    @Path("{id}")
    public Uni<Response> end(String username, String id, @Context SecurityContext caller) {
        SessionName name;
        try {
            name = new SessionName(id);
        } catch (IllegalArgumentException bad) {
            return error(Status.BAD_REQUEST, "The session's id " + bad.getMessage() + ".");
        }
        By by = Caller.of(caller).by();
        return of(
                username,
                account -> sessions.end(account, name, by)
                        .map(isEnded -> isEnded
                                ? Response.noContent().build()
                                : AdminError.response(Status.NOT_FOUND, username + " has no session " + name + ".")));
    }

    private Uni<Response> of(String username, Function<AccountId, Uni<Response>> answer) {
        UserName name;
        try {
            name = new UserName(username);
        } catch (IllegalArgumentException bad) {
            return error(Status.BAD_REQUEST, "username " + bad.getMessage());
        }
        return accounts.find(name)
                .flatMap(found -> found.map(account -> answer.apply(account.id()))
                        .orElseGet(() -> error(Status.NOT_FOUND, "There is no user " + name + ".")));
    }

    private static Uni<Response> error(Status status, String sentence) {
        return Uni.createFrom().item(AdminError.response(status, sentence));
    }
}
