package io.papertrader.master.recovery;

import io.papertrader.codec.message.PasswordRequest;
import io.papertrader.codec.message.PasswordRequest.ChangeEmail;
import io.papertrader.codec.message.PasswordRequest.ConfirmEmail;
import io.papertrader.codec.message.PasswordRequest.RequestReset;
import io.papertrader.codec.message.PasswordRequest.ResetPassword;
import io.papertrader.codec.message.PasswordRequest.SetPassword;
import io.papertrader.codec.message.Reply;
import io.papertrader.master.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests about passwords and email addresses, in and out of the protocol. */
@ApplicationScoped
public class RecoveryHandler {
    private final Resets resets;
    private final Passwords passwords;
    private final EmailChanges emails;

    RecoveryHandler(Resets resets, Passwords passwords, EmailChanges emails) {
        this.resets = resets;
        this.passwords = passwords;
        this.emails = emails;
    }

    /** Answers a request that came from there. */
    public Uni<Reply> handle(PasswordRequest request, Origin origin) {
        return switch (request) {
            case RequestReset asked ->
                Uni.createFrom()
                        .item(() -> resets.request(asked.account(), origin).reply(asked, reply -> reply));
            case ResetPassword reset ->
                passwords.reset(reset, origin).map(outcome -> outcome.reply(reset, reply -> reply));
            case SetPassword set -> passwords.set(set, origin).map(outcome -> outcome.reply(set, reply -> reply));
            case ChangeEmail change ->
                emails.request(change, origin).map(outcome -> outcome.reply(change, reply -> reply));
            case ConfirmEmail confirm ->
                emails.confirm(confirm, origin).map(outcome -> outcome.reply(confirm, reply -> reply));
        };
    }
}
