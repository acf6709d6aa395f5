package io.papertrader.client.connection;

import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeReply.ActionPage;
import io.papertrader.codec.message.TradeRequest.GetCorporateActions;
import io.papertrader.codec.wire.FailCode;
import java.util.Optional;

/**
 * Tells each corporate action of the session's account once and in order, also those that came while there was no
 * connection: each connection is asked for what is behind the last one that was told, and tells further ones itself.
 */
final class ActionCount {
    /** No action is told yet. As what to ask from, it brings no action, and the number of the latest. */
    private static final long NONE_TOLD = Long.MAX_VALUE;

    private final Insistence asking;
    private final Listeners listeners;
    private Optional<SessionId> session = Optional.empty();
    private boolean isConnected;
    private boolean isListenedTo;
    private boolean isAsking;
    private long last = NONE_TOLD;
    private long highestHeard;

    ActionCount(Insistence asking, Listeners listeners) {
        this.asking = asking;
        this.listeners = listeners;
    }

    /** Somebody wants to be told; before that, nothing is asked. */
    void listen() {
        if (!isListenedTo) {
            isListenedTo = true;
            if (isConnected) {
                ask();
            }
        }
    }

    /** The connection speaks for this session; another one begins anew. */
    void begin(SessionId bound) {
        if (session.filter(bound::equals).isEmpty()) {
            last = NONE_TOLD;
        }
        session = Optional.of(bound);
        isConnected = true;
        highestHeard = 0;
        if (isListenedTo) {
            ask();
        }
    }

    void disconnected() {
        asking.drop();
        isConnected = false;
        isAsking = false;
    }

    /** While what came before is on its way, this one waits for it: the next page brings it too. */
    void heard(PortfolioAction action) {
        highestHeard = Math.max(highestHeard, action.number());
        if (!isAsking || last == NONE_TOLD) {
            tell(action);
        }
    }

    private void tell(PortfolioAction action) {
        if (last == NONE_TOLD || action.number() > last) {
            last = action.number();
            listeners.action(action);
        }
    }

    private void ask() {
        isAsking = true;
        long heardBefore = highestHeard;
        asking.ask(
                new GetCorporateActions(session.orElseThrow(), last),
                reply -> read((ActionPage) reply, heardBefore),
                this::refused);
    }

    private void read(ActionPage page, long heardBefore) {
        isAsking = false;
        if (last == NONE_TOLD) {
            last = page.latest();
        }
        page.actions().forEach(this::tell);
        if (page.more() || (highestHeard > last && highestHeard > heardBefore)) {
            ask();
        }
    }

    private void refused(RefusedException refusal) {
        if (refusal.code() == FailCode.UNKNOWN_INSTRUCTION || refusal.code() == FailCode.BAD_SESSION) {
            isAsking = false;
        } else {
            asking.later(this::ask);
        }
    }
}
