package io.papertrader.client.connection;

import io.papertrader.client.connection.ConnectionNotice.EventsMissed;
import io.papertrader.client.connection.ConnectionNotice.EventsNotNumbered;
import io.papertrader.client.connection.ConnectionNotice.EventsSetBack;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts the events of the session's account, so that each is told once and in order. On each connection:
 *
 * <pre>
 *   UNBOUND --session bound--> ASKING --last page--> COUNTING
 *      ^                        |  ^                    |
 *      |                        |  +---number missing---+
 *   connection gone             +--server knows no resume--> PLAIN
 * </pre>
 *
 * No event is kept while one before it is missing: {@code resume} brings them all.
 */
final class EventCount {
    /**
     * The number of refusals in a row that, with the usual pauses, take about as long as a master needs to come back.
     */
    private static final int MOST_REFUSALS = 10;
    /** Events without a number that are kept until it is known whether {@code resume} brings them too. */
    private static final int MOST_HELD = 1_000;
    /** No event is told yet. As what to {@code resume} from, it brings no event, and the number of the latest. */
    private static final long NONE_TOLD = Long.MAX_VALUE;

    private enum Phase {
        UNBOUND,
        ASKING,
        COUNTING,
        PLAIN
    }

    private final Insistence asking;
    private final Listeners listeners;
    private final List<Transaction> held = new ArrayList<>();
    private Phase phase = Phase.UNBOUND;
    private Optional<SessionId> session = Optional.empty();
    private Optional<UserName> account = Optional.empty();
    private Optional<WorkerAddress> worker = Optional.empty();
    private Optional<Long> wanted = Optional.empty();
    private boolean isListenedTo;
    private long last = NONE_TOLD;
    private long highestHeard;

    EventCount(Insistence asking, Listeners listeners) {
        this.asking = asking;
        this.listeners = listeners;
    }

    /** At the next beginning, tells what has a higher number than this. */
    void want(long from) {
        wanted = Optional.of(from);
    }

    /** Somebody wants to be told; before that, nothing is counted. */
    void listen() {
        if (!isListenedTo) {
            isListenedTo = true;
            worker.ifPresent(present -> ask());
        }
    }

    /**
     * The connection to the worker speaks for this session.
     *
     * @param name the user of the session, where that is known
     */
    void begin(WorkerAddress present, SessionId bound, Optional<UserName> name) {
        boolean isSameSession = session.filter(bound::equals).isPresent();
        boolean isSameAccount = isSameSession || (name.isPresent() && name.equals(account));
        if (!isSameAccount) {
            last = NONE_TOLD;
        }
        if (!isSameSession) {
            account = name;
        }
        last = wanted.orElse(last);
        wanted = Optional.empty();
        session = Optional.of(bound);
        worker = Optional.of(present);
        highestHeard = 0;
        if (isListenedTo) {
            ask();
        }
    }

    /** The connection is gone: what it told last is where the next one begins. */
    void disconnected() {
        asking.drop();
        held.clear();
        worker = Optional.empty();
        phase = Phase.UNBOUND;
    }

    void heard(Transaction unnumbered) {
        boolean mayComeAgain = last != NONE_TOLD && (phase == Phase.UNBOUND || phase == Phase.ASKING);
        if (!mayComeAgain) {
            listeners.unnumbered(unnumbered);
        } else if (held.size() < MOST_HELD) {
            held.add(unnumbered);
        }
    }

    void heard(AccountEvent event) {
        boolean isNext = last == NONE_TOLD || event.number() == last + 1;
        if (isNext) {
            tell(event);
        } else if (event.number() > last) {
            highestHeard = Math.max(highestHeard, event.number());
            if (phase == Phase.COUNTING) {
                ask();
            }
        }
    }

    private void tell(AccountEvent event) {
        last = event.number();
        listeners.numbered(event);
    }

    private void ask() {
        phase = Phase.ASKING;
        long from = last;
        long heardBefore = highestHeard;
        asking.ask(
                new Resume(session.orElseThrow(), from),
                reply -> read((EventPage) reply, from, heardBefore),
                this::refused);
    }

    private void read(EventPage page, long from, long heardBefore) {
        held.clear();
        phase = Phase.COUNTING;
        long latest = Math.max(0, page.latest());
        if (last == NONE_TOLD) {
            last = latest;
        } else if (from == NONE_TOLD) {
            // An event was told meanwhile; those behind it are live as well.
            askWhereBehind(latest);
        } else if (latest < from) {
            listeners.notice(new EventsSetBack(from, latest));
            last = latest;
            highestHeard = 0;
        } else {
            page.events().forEach(this::read);
            if (last > from || highestHeard > heardBefore) {
                askWhereBehind(latest);
            } else {
                // A page that brings nothing, though there was more when it was asked for, is the end of trying.
                missed(Math.max(highestHeard, latest));
            }
        }
    }

    private void askWhereBehind(long latest) {
        if (Math.max(highestHeard, latest) > last) {
            ask();
        }
    }

    private void read(EventPage.NumberedEvent event) {
        if (event.number() > last) {
            missed(event.number() - 1);
            tell(new AccountEvent(event.number(), event.transaction()));
        }
    }

    /** Gives up what is not told up to this number. */
    private void missed(long to) {
        if (to > last) {
            listeners.notice(new EventsMissed(last + 1, to));
            last = to;
        }
    }

    private void refused(RefusedException refusal) {
        switch (refusal.code()) {
            case UNKNOWN_INSTRUCTION -> plain();
            case BAD_SESSION -> phase = Phase.UNBOUND;
            default -> askLater();
        }
    }

    private void plain() {
        phase = Phase.PLAIN;
        listeners.notice(new EventsNotNumbered(worker.orElseThrow()));
        held.forEach(listeners::unnumbered);
        held.clear();
    }

    private void askLater() {
        if (asking.refusals() >= MOST_REFUSALS && last != NONE_TOLD && highestHeard > last) {
            missed(highestHeard);
        }
        asking.later(this::ask);
    }
}
