package io.papertrader.worker.session;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.UserName;
import java.time.Instant;

/** Sessions that nobody had to vouch for. */
public final class Sessions {
    private Sessions() {}

    /** One of this user, that does not expire in a test's time. */
    public static Session of(UserName user) {
        return new Session(
                new SessionId("A".repeat(43)).hash(),
                user,
                Instant.ofEpochMilli(Long.MAX_VALUE),
                Session.Network.of(ClientAddress.NONE),
                0);
    }
}
