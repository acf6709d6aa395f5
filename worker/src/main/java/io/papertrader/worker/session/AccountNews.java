package io.papertrader.worker.session;

import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.message.UserName;

/**
 * An event on an account, in the two forms that clients hear it in, each encoded when the first of them wants it, and
 * mostly once. For any thread.
 */
public final class AccountNews {
    private static final byte[] NOT_YET = {};

    private final Numbered event;
    private volatile byte[] plain = NOT_YET;
    private volatile byte[] numbered = NOT_YET;

    AccountNews(Numbered event) {
        this.event = event;
    }

    /** The owner of the account. */
    public UserName userName() {
        return event.username();
    }

    /** Its number among the account's events. */
    public long number() {
        return event.number();
    }

    /** The event for a client that does not count events; it is everybody's, and nobody changes it. */
    public byte[] plain() {
        if (plain.length == 0) {
            plain = encode(new TransactionSettled(event.transaction()));
        }
        return plain;
    }

    /** The event for a client that has asked for events by number; it is everybody's, and nobody changes it. */
    public byte[] numbered() {
        if (numbered.length == 0) {
            numbered = encode(new AccountEvent(event.number(), event.transaction()));
        }
        return numbered;
    }

    private static byte[] encode(Event event) {
        return MessageCodec.encode(event).encode().getBytes();
    }
}
