package io.papertrader.master.actions;

import io.papertrader.market.action.CorporateAction;
import java.time.Instant;
import java.util.Optional;

/**
 * A corporate action, as far as it has come.
 *
 * @param reason why it was refused; empty where it was not
 * @param source who tells of it, in a few words; empty where nobody does any more
 * @param at when it was announced, to the master or by it; none where it is known from its source alone
 */
public record KnownAction(CorporateAction action, State state, String reason, String source, Optional<Instant> at) {
    /** The source of what operators announce by hand. */
    static final String OPERATOR = "operator";

    /** One whose day has not come, as its source tells of it. */
    static KnownAction coming(CorporateAction action, String source) {
        return new KnownAction(action, State.WAITING, "", source, Optional.empty());
    }

    /** The same, where it is its source that tells of it. */
    KnownAction of(String source) {
        return new KnownAction(action, state, reason, source, at);
    }

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
