package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;
import java.util.Optional;

/** Ways to an account where not everybody may make one. */
public sealed interface RegistrationRequest extends Request {
    /**
     * Makes an account where an operator has invited somebody: an extension.
     *
     * @param email empty where the new user has none, and can have no mail
     */
    record RegisterInvited(UserName username, Optional<Email> email, HashedPass hashedPass, OneTimeToken invitation)
            implements RegistrationRequest {
        static final Layout<RegisterInvited> LAYOUT = Layout.of(
                RegisterInvited.class,
                field("username", UserName.NEW_TYPE, RegisterInvited::username),
                field("email", Email.NEW_OPTIONAL, RegisterInvited::email),
                field("hashedPass", HashedPass.TYPE, RegisterInvited::hashedPass),
                field("invitation", OneTimeToken.TYPE, RegisterInvited::invitation),
                RegisterInvited::new);
    }
}
