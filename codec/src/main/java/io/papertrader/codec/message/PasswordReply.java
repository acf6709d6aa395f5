package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;

/** Answers of {@link PasswordRequest}: extensions. */
public sealed interface PasswordReply extends Reply {
    /** If there is such an account and it has an address, a token is on its way there. */
    record ResetRequested() implements PasswordReply {
        static final Layout<ResetRequested> LAYOUT = Layout.of(ResetRequested.class, ResetRequested::new);
    }

    /** The password is the new one. */
    record PasswordChanged() implements PasswordReply {
        static final Layout<PasswordChanged> LAYOUT = Layout.of(PasswordChanged.class, PasswordChanged::new);
    }

    /** A token is on its way to the new address. */
    record ConfirmationSent() implements PasswordReply {
        static final Layout<ConfirmationSent> LAYOUT = Layout.of(ConfirmationSent.class, ConfirmationSent::new);
    }

    /** The account's address is this one. */
    record EmailChanged(Email email) implements PasswordReply {
        static final Layout<EmailChanged> LAYOUT =
                Layout.of(EmailChanged.class, field("email", Email.TYPE, EmailChanged::email), EmailChanged::new);
    }
}
