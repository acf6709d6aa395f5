package io.papertrader.worker.session;

import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.message.UserName;

/** An event on an account, in the two forms that clients hear it in, each encoded once for all of them. */
public final class AccountNews {
    private final UserName userName;
    private final long number;
    private final byte[] plain;
    private final byte[] numbered;

    AccountNews(Numbered event) {
        this.userName = event.username();
        this.number = event.number();
        this.plain = encode(new TransactionSettled(event.transaction()));
        this.numbered = encode(new AccountEvent(event.number(), event.transaction()));
    }

    private static byte[] encode(Event event) {
        return MessageCodec.encode(event).encode().getBytes();
    }

    /** The owner of the account. */
    public UserName userName() {
        return userName;
    }

    /** Its number among the account's events. */
    public long number() {
        return number;
    }

    /** The event for a client that does not count events. */
    public byte[] plain() {
        return plain.clone();
    }

    /** The event for a client that has asked for events by number. */
    public byte[] numbered() {
        return numbered.clone();
    }
}
