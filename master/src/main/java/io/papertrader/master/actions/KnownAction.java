package io.papertrader.master.actions;

import io.papertrader.market.action.CorporateAction;
import java.time.Instant;

/**
 * A corporate action, as far as it has come.
 *
 * @param reason why it was refused; empty where it was not
 * @param at when it was announced, to the master or by it
 */
public record KnownAction(CorporateAction action, State state, String reason, Instant at) {
    /** The point that it has come to. */
    public enum State {
        /** Its day has not come. */
        WAITING,
        /** It comes to one portfolio after another. */
        UNDER_WAY,
        /** Everybody has had their part. */
        DONE,
        /** The market did not carry it out. */
        REFUSED
    }
}
