package io.papertrader.worker.clients;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Instruction.Answerer;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.worker.account.AuthorisationTunnel;
import io.papertrader.worker.asset.AssetCache;
import io.papertrader.worker.clients.ClientState.Transferring;
import io.papertrader.worker.session.Session;
import io.papertrader.worker.session.Verification;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes clients' requests: answers from memory what is there, and hands on what is well formed, has room for its
 * largest answer, and is authorised by a session.
 */
@Singleton
class Requests {
    private static final Logger LOG = Logger.getLogger(Requests.class);

    private static final String TOO_MANY_ACCOUNTS = "A connection speaks for at most " + AccountPlaces.MOST
            + " accounts, and those of one address for at most " + AccountPlaces.MOST_OF_ADDRESS
            + " beside the first of each: log out of an account here, or open a connection of its own for this one.";

    private final AssetCache assets;
    private final KnownWorkers workers;
    private final RequestRouter dispatch;
    private final Vouching vouching;
    private final CatchUp catchUp;
    private final AuthorisationTunnel tunnel;
    private final Admission admission;
    private final RequestMetrics metrics;
    private final InstantSource time;

    Requests(
            AssetCache assets,
            KnownWorkers workers,
            RequestRouter dispatch,
            Vouching vouching,
            CatchUp catchUp,
            AuthorisationTunnel tunnel,
            Admission admission,
            RequestMetrics metrics,
            InstantSource time) {
        this.assets = assets;
        this.workers = workers;
        this.dispatch = dispatch;
        this.vouching = vouching;
        this.catchUp = catchUp;
        this.tunnel = tunnel;
        this.admission = admission;
        this.metrics = metrics;
        this.time = time;
    }

    /**
     * Takes a request that its client's state allows; false where it has to wait until there is room for its answer.
     */
    boolean answer(Client client, Instruction instruction, Frame frame) {
        Optional<byte[]> kept = fromMemory(client, instruction, frame);
        if (kept.isPresent()) {
            boolean isSent = client.replies().offer(kept.get());
            if (isSent) {
                metrics.done(instruction);
            }
            return isSent;
        }
        if (!client.replies().promise(instruction.mostAnswerBytes())) {
            return false;
        }
        Replies.Reply reply = client.replies().await(instruction.mostAnswerBytes());
        Exchange exchange = new Exchange(client, instruction, frame, reply, metrics.start());
        try {
            authorise(exchange, MessageCodec.decodeRequest(frame));
        } catch (WireFault fault) {
            exchange.refuse(fault.code(), fault.reason());
        } catch (RuntimeException defect) {
            defect(exchange, defect);
        }
        return true;
    }

    /**
     * The answer in memory by the bytes of the request as they came: one that is spelt otherwise takes the way of all
     * others.
     */
    private Optional<byte[]> fromMemory(Client client, Instruction instruction, Frame frame) {
        boolean isKept = instruction.answerer() == Answerer.WORKER_OR_MASTER
                && frame.header().argumentCount() == instruction.argumentCount()
                && isAuthorised(client, instruction);
        if (!isKept) {
            return Optional.empty();
        }
        return instruction == Instruction.GET_WORKERS ? workers.answer() : assets.find(instruction, frame.data());
    }

    private boolean isAuthorised(Client client, Instruction instruction) {
        return switch (instruction.session()) {
            case NONE -> true;
            case BOUND ->
                client.state() instanceof Transferring data && data.session().use(time.millis());
            case IN_MESSAGE -> false;
        };
    }

    private void authorise(Exchange exchange, Request request) {
        switch (exchange.instruction().session()) {
            case NONE -> withoutSession(exchange, request);
            case IN_MESSAGE -> authorise(exchange, request, ((Request.WithSession) request).sessionId());
            case BOUND ->
                authorise(exchange, request, ((Transferring) exchange.client().state()).id());
        }
    }

    private void withoutSession(Exchange exchange, Request request) {
        if (request instanceof Request.BeginsSession && exchange.client().uses().isFull()) {
            exchange.refuse(FailCode.RATE_LIMITED, TOO_MANY_ACCOUNTS);
        } else {
            dispatch.handle(exchange, request);
        }
    }

    private void authorise(Exchange exchange, Request request, SessionId id) {
        Client client = exchange.client();
        if (request instanceof SwitchState) {
            client.switching();
        }
        if (client.uses().use(id, time.millis())) {
            authorised(exchange, request, id, client.uses().session(id));
        } else {
            vouching.verify(client, id, verification -> verified(exchange, request, id, verification));
        }
    }

    private void verified(Exchange exchange, Request request, SessionId id, Verification verification) {
        try {
            switch (verification) {
                case Verification.Active active -> authorised(exchange, request, id, active.session());
                case Verification.Refused refused -> refuse(exchange, refused.code(), refused.reason());
            }
        } catch (RuntimeException defect) {
            defect(exchange, defect);
        }
    }

    private void authorised(Exchange exchange, Request request, SessionId id, Session session) {
        boolean isUsed = exchange.client().accounts().used(id, session);
        if (isUsed || request instanceof Logout) {
            dispatch.handle(exchange, request, session);
        } else {
            refuse(exchange, FailCode.RATE_LIMITED, TOO_MANY_ACCOUNTS);
        }
    }

    /** A change of state that is refused leaves the state as it was. */
    private static void refuse(Exchange exchange, FailCode code, String reason) {
        if (exchange.instruction() == Instruction.SWITCH_STATE) {
            exchange.client().switchRefused();
        }
        exchange.refuse(code, reason);
    }

    /** The one place where a request's exception ends. */
    private static void defect(Exchange exchange, RuntimeException defect) {
        LOG.errorf(defect, "Request %s failed", exchange.instruction().specName());
        refuse(exchange, FailCode.UNAVAILABLE, "The worker cannot answer this now; try again later.");
    }

    /** A request was refused before it was looked into. */
    void count(Instruction instruction, FailCode code) {
        metrics.failed(instruction, code);
    }

    /** A connection was cut, which is counted; what strangers do is summed up in the log. */
    void cut(ConnectionPlace place, String reason) {
        metrics.cut(reason);
        place.address().value().filter(from -> !place.isMember()).ifPresent(from -> admission.refused(from, reason));
    }

    /** Sessions that were to end with their connection. */
    void end(Collection<SessionId> expirable) {
        tunnel.end(expirable);
    }

    /** A client that hears events has a new link beneath it, or has waited for one. */
    void vouchAgain(Client client) {
        vouching.again(client);
        catchUp.ask(client);
    }
}
