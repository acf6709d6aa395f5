package io.papertrader.master.admin;

import io.papertrader.codec.message.UserName;
import io.papertrader.master.recovery.Resets;
import io.papertrader.master.recovery.Resets.Handed;
import io.papertrader.master.registration.Classes;
import io.papertrader.master.registration.Invitations;
import io.papertrader.master.registration.Invitations.Invitation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Accounts for people that the operator knows: a class of new accounts, invitations, new passwords. */
@Path("/admin")
public class NewAccountsResource {
    private static final int MOST_FAULTS = 20;
    private static final int MOST_INVITATIONS = 1_000;

    private final Classes classes;
    private final Invitations invitations;
    private final Resets resets;

    NewAccountsResource(Classes classes, Invitations invitations, Resets resets) {
        this.classes = classes;
        this.invitations = invitations;
        this.resets = resets;
    }

    /** A token to hand to an account's owner. */
    @RegisterForReflection
    public record TokenView(String username, String token, Instant expiry) {
        static TokenView of(Handed handed) {
            return new TokenView(handed.username().value(), handed.token().grouped(), handed.expiry());
        }
    }

    /** An invitation to give to somebody. */
    @RegisterForReflection
    public record InvitationView(String code, Instant expiry) {
        static InvitationView of(Invitation invitation) {
            return new InvitationView(invitation.code().grouped(), invitation.expiry());
        }
    }

    /** The number of invitations that are wanted. */
    public record Wanted(int count) {}

    /** All accounts of a file, or none. */
    @POST
    @NeedsClass
    @Path("classes")
    @Consumes("text/csv")
    public Uni<Response> makeClass(byte[] file, @Context SecurityContext caller) {
        return classes.make(file, Caller.of(caller).by()).map(outcome -> switch (outcome) {
            case Classes.Outcome.Made made ->
                ok(made.tokens().stream().map(TokenView::of).toList());
            case Classes.Outcome.Faulty faulty -> nothingMade(Status.BAD_REQUEST, faulty.faults());
            case Classes.Outcome.Taken taken -> nothingMade(Status.CONFLICT, taken.faults());
        });
    }

    @POST
    @NeedsClass
    @Path("invitations")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> invite(Wanted wanted, @Context SecurityContext caller) {
        if (wanted == null || wanted.count() < 1 || wanted.count() > MOST_INVITATIONS) {
            return Uni.createFrom()
                    .item(AdminError.response(
                            Status.BAD_REQUEST, "count must be a whole number from 1 to " + MOST_INVITATIONS + "."));
        }
        return invitations
                .make(wanted.count(), Caller.of(caller).by())
                .map(made -> ok(made.stream().map(InvitationView::of).toList()));
    }

    @POST
    @NeedsClass
    @Path("resets/{username}")
    public Uni<Response> reset(String username, @Context SecurityContext caller) {
        UserName userName;
        try {
            userName = new UserName(username);
        } catch (IllegalArgumentException bad) {
            return Uni.createFrom().item(AdminError.response(Status.BAD_REQUEST, "username " + bad.getMessage()));
        }
        return resets.handOver(userName, Caller.of(caller).by())
                .map(handed -> handed.map(token -> ok(TokenView.of(token)))
                        .orElseGet(() -> AdminError.response(Status.NOT_FOUND, "There is no user " + userName + ".")));
    }

    private static Response ok(Object json) {
        return Response.ok(json, MediaType.APPLICATION_JSON).build();
    }

    private static Response nothingMade(Status status, List<String> faults) {
        String more = faults.size() > MOST_FAULTS ? " And " + (faults.size() - MOST_FAULTS) + " more." : "";
        return AdminError.response(
                status,
                faults.stream().limit(MOST_FAULTS).collect(Collectors.joining(" ", "No account was made. ", more)));
    }
}
