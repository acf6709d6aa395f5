package io.papertrader.master.registration;

import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.RegistrationRequest;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.Reply;
import io.papertrader.master.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests of people who are invited, in and out of the protocol. */
@ApplicationScoped
public class RegistrationHandler {
    private final Invitations invitations;

    RegistrationHandler(Invitations invitations) {
        this.invitations = invitations;
    }

    /** Answers a request that came from there. */
    public Uni<Reply> handle(RegistrationRequest request, Origin origin) {
        return switch (request) {
            case RegisterInvited invited ->
                invitations.register(invited, origin).map(outcome -> outcome.reply(invited, RegisterSuccess::new));
        };
    }
}
