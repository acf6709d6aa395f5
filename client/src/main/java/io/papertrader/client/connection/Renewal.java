package io.papertrader.client.connection;

import io.papertrader.codec.message.AccountRequest.ByPassword;
import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.ExternalLoginReply.ExternalSession;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeEvent.ActionApplied;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersEvent;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The state that is made anew on each connection, because a worker knows nothing of the one before: the session is
 * bound to it, then the account's events are counted on, and the subscription is asked for.
 */
final class Renewal {
    private final BoundSession session;
    private final Listeners listeners;
    private final Insistence binding;
    private final EventCount eventCount;
    private final ActionCount actionCount;
    private final ValueSubscription values;
    private Optional<WorkerAddress> worker = Optional.empty();
    private Optional<SessionId> bound = Optional.empty();

    /**
     * Nothing is wanted yet.
     *
     * @param matters makes a matter that is asked about on each connection
     * @param ask asks in the name of the session, on whatever connection answers
     */
    Renewal(
            BoundSession session,
            Listeners listeners,
            Supplier<Insistence> matters,
            Function<Request, Future<Reply>> ask) {
        this.session = session;
        this.listeners = listeners;
        this.binding = matters.get();
        this.eventCount = new EventCount(matters.get(), listeners);
        this.actionCount = new ActionCount(matters.get(), listeners);
        this.values = new ValueSubscription(matters.get(), ask, listeners);
    }

    EventCount eventCount() {
        return eventCount;
    }

    ActionCount actionCount() {
        return actionCount;
    }

    ValueSubscription values() {
        return values;
    }

    /** There is a connection; the session is bound to it first, so that events come without a further request. */
    void connected(WorkerAddress present, boolean isLoginUnderWay) {
        worker = Optional.of(present);
        if (!isLoginUnderWay) {
            bind();
        }
    }

    private void bind() {
        session.id()
                .ifPresent(id -> binding.ask(
                        new LoginSession(id),
                        started -> {
                            // Whoever asks for a session hears of it in one place: follow.
                        },
                        refusal -> {
                            if (refusal.code() != FailCode.BAD_SESSION) {
                                binding.later(this::bind);
                            }
                        }));
    }

    /** Tells those who listen, unless they heard it before. */
    void heard(Event event) {
        switch (event) {
            case TransactionSettled settled -> eventCount.heard(settled.transaction());
            case AccountEvent numbered -> eventCount.heard(numbered);
            case ActionApplied applied -> actionCount.heard(applied.action());
            case ValuesChanged changed -> listeners.values(changed.values());
            case WorkersEvent _ -> {
                // The connection's own business.
            }
            case LinkEvent _ -> {
                // A message for workers only; a server that tells it to a client has let nothing happen to the client.
            }
        }
    }

    void disconnected() {
        worker = Optional.empty();
        bound = Optional.empty();
        binding.drop();
        eventCount.disconnected();
        actionCount.disconnected();
        values.disconnected();
    }

    /**
     * True where the request begins a session on a connection that has another. The worker would tell the events of
     * both, which nobody could tell apart.
     */
    boolean isForAnotherConnection(Request request) {
        Optional<SessionId> live = bound.filter(id -> session.id().isPresent());
        return switch (request) {
            case Request.BeginsSession _ -> live.isPresent();
            case LoginSession login ->
                live.filter(id -> !id.equals(login.sessionId())).isPresent();
            default -> false;
        };
    }

    /** The request began a session. */
    void began(Reply.SessionBegun begun, Request request) {
        SessionId id = begun.id();
        if (bound.filter(id::equals).isPresent()) {
            return;
        }
        bound = Optional.of(id);
        binding.drop();
        Optional<UserName> name = name(begun, request);
        worker.ifPresent(present -> {
            eventCount.begin(present, id, name);
            actionCount.begin(id);
            values.renew();
        });
    }

    /** The user of the session, where the request or its answer names it. */
    private static Optional<UserName> name(Reply.SessionBegun begun, Request request) {
        if (begun instanceof ExternalSession external) {
            return Optional.of(external.username());
        }
        return request instanceof ByPassword login ? Optional.of(login.username()) : Optional.empty();
    }

    /** The request began no session: the one of before is taken up again where it made way. */
    void failed(Request request) {
        if (request instanceof Request.BeginsSession && worker.isPresent() && bound.isEmpty()) {
            bind();
        }
    }
}
