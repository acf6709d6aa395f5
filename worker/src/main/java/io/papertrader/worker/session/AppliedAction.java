package io.papertrader.worker.session;

import io.papertrader.codec.message.LinkEvent.ActionsApplied;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.TradeEvent.ActionApplied;
import io.papertrader.codec.message.UserName;

/** The effect of a corporate action on an account, encoded once for all who hear it. */
public final class AppliedAction {
    private final UserName userName;
    private final byte[] event;

    AppliedAction(ActionsApplied.Of applied) {
        this.userName = applied.username();
        this.event = MessageCodec.encode(new ActionApplied(applied.action()))
                .encode()
                .getBytes();
    }

    /** The user whose account it is. */
    public UserName userName() {
        return userName;
    }

    /** For a client that has asked for corporate actions. */
    public byte[] event() {
        return event.clone();
    }
}
