package io.papertrader.master.admin;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.account.Account;
import io.papertrader.master.account.Accounts;
import io.smallrye.mutiny.Uni;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows accounts, and shuts them. */
@Path("/admin/accounts")
public class AccountsResource {
    private static final int MAX_LIMIT = 10_000;

    private final Accounts accounts;

    AccountsResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /** An account as the operator sees it: nothing of what it owns. */
    public record AccountView(String username, @Nullable String email, Instant memberSince, boolean enabled) {
        static AccountView of(Account account) {
            return new AccountView(
                    account.userName().value(),
                    account.email().map(Email::value).orElse(null),
                    account.memberSince(),
                    account.isEnabled());
        }
    }

    @GET
    @NeedsRead
    public Uni<List<AccountView>> search(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (search.indexOf('\0') >= 0) {
            // No name or address has one, and Postgres takes no such text.
            return Uni.createFrom().item(List.of());
        }
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        return accounts.search(search, bounded)
                .map(found -> found.stream().map(AccountView::of).toList());
    }

    @POST
    @NeedsClass
    @Path("{username}/enable")
    public Uni<Response> enable(String username, @Context SecurityContext caller) {
        return change(username, name -> accounts.enable(name, Caller.of(caller).by()));
    }

    /** Ends its sessions; it can log in no more. */
    @POST
    @NeedsClass
    @Path("{username}/disable")
    public Uni<Response> disable(String username, @Context SecurityContext caller) {
        return change(username, name -> accounts.disable(name, Caller.of(caller).by()));
    }

    private static Uni<Response> change(String username, Function<UserName, Uni<Boolean>> change) {
        UserName userName;
        try {
            userName = new UserName(username);
        } catch (IllegalArgumentException bad) {
            return Uni.createFrom().item(AdminError.response(Status.BAD_REQUEST, "username " + bad.getMessage()));
        }
        return change.apply(userName)
                .map(found -> found
                        ? Response.noContent().build()
                        : AdminError.response(Status.NOT_FOUND, "There is no user " + userName + "."));
    }
}
