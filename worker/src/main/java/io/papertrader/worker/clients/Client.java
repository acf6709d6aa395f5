package io.papertrader.worker.clients;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.WorkersEvent.WorkerStopping;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.worker.master.Asker;
import io.papertrader.worker.session.LiveSessions;
import io.papertrader.worker.session.Session;
import io.vertx.core.Context;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One client: hands its messages on in its {@link ClientState}, and sends the replies in their order. All that it keeps
 * belongs to its wire's event loop; one client's trouble is nobody else's.
 */
final class Client implements ClientAccounts.Owner, ValueFeed.Listener, Intake.Taker {
    private static final Logger LOG = Logger.getLogger(Client.class);
    private static final long HELD_BACK_MILLIS = 1_000;

    private final Wire wire;
    private final Context context;
    private final ConnectionPlace place;
    private final Requests requests;
    private final Intake intake;
    private final Replies replies;
    private final Patience patience;
    private final ClientAccounts accounts;
    private final Asker asker = Asker.member();
    private final ValueFeed feed;
    private ClientState state = new ClientState.Opening();
    private boolean heardLately;
    private boolean isHeldBack;

    Client(
            Wire wire,
            Context context,
            ConnectionPlace place,
            Requests requests,
            LiveSessions live,
            ValueFeed feed,
            Settings settings) {
        this.wire = wire;
        this.context = context;
        this.place = place;
        this.requests = requests;
        this.feed = feed;
        this.patience = new Patience(settings.patience());
        this.replies = new Replies(wire, place.credit());
        this.accounts = new ClientAccounts(live, place.accounts(), replies, settings.mostUnsent(), this);
        this.intake = new Intake(context.owner(), wire, replies, place.credit(), settings.maxInFlight(), this);
    }

    /** The settings that all clients have in common. */
    record Settings(int maxInFlight, long mostUnsent, Patience.Limits patience) {}

    void begin(Runnable ended) {
        wire.onSent(this::sent);
        wire.onClosed(() -> {
            gone();
            ended.run();
        });
        wire.exceptionHandler(failure -> LOG.debugf(failure, "Client %s broke", place.address()));
        intake.begin();
    }

    ClientAddress address() {
        return place.address();
    }

    /** The asker whose turn on the link its requests take. */
    Asker asker() {
        return place.isMember() ? asker : place.strangers();
    }

    ClientState state() {
        return state;
    }

    Replies replies() {
        return replies;
    }

    ClientAccounts accounts() {
        return accounts;
    }

    Uses uses() {
        return accounts.uses();
    }

    ValueFeed feed() {
        return feed;
    }

    @Override
    public boolean isBehind() {
        return intake.isBehind();
    }

    /** Bytes that it has not taken. */
    long unread() {
        return replies.unsent();
    }

    /** True where it came from one of these. */
    boolean isFrom(Set<Neighbourhood> neighbourhoods) {
        return place.isIn(neighbourhoods);
    }

    /** The worker has few bytes left for others, and this client holds many that it does not read. */
    void makeRoom() {
        cut("reads too slowly, and others need the room");
    }

    @Override
    public boolean tell(byte[] event) {
        try {
            boolean isTold = replies.offerEvent(event);
            replies.flush();
            return isTold;
        } catch (Throwable defect) {
            failed(defect);
            return true;
        }
    }

    @Override
    public boolean isReading() {
        return state.isReading();
    }

    @Override
    public boolean isHeldBack() {
        return isHeldBack;
    }

    /**
     * It has tried something too often: its next message is read a little later, so that a flood costs others nothing.
     */
    void holdBack() {
        isHeldBack = true;
        context.owner().setTimer(HELD_BACK_MILLIS, over -> later(() -> isHeldBack = false));
    }

    @Override
    public boolean take(Frame frame) {
        heard();
        Optional<Instruction> row = Instruction.of(frame.header());
        if (row.isEmpty() || !row.get().isForClients()) {
            unknown(frame.header());
        } else if (!state.allows(row.get())) {
            wrongState(row.get());
        } else {
            return requests.answer(this, row.get(), frame);
        }
        return true;
    }

    @Override
    public void takeOversize(Header header) {
        heard();
        Optional<Instruction> row = Instruction.of(header).filter(Instruction::isForClients);
        if (row.isEmpty()) {
            unknown(header);
        } else if (!state.allows(row.get())) {
            wrongState(row.get());
        } else {
            refuse(
                    row.get(),
                    FailCode.BAD_ARGUMENT,
                    row.get().specName() + " takes at most " + row.get().mostBytes() + " bytes of data, not "
                            + header.dataSize() + ".");
        }
    }

    /** The last reply, since the next message could not be found. */
    @Override
    public void takeFault(WireFault fault) {
        refuse(Instruction.DATA, fault.code(), fault.reason());
        leave();
    }

    private void heard() {
        patience.heard();
        heardLately = true;
        if (state instanceof ClientState.Opening opening) {
            state = opening.heard();
        }
    }

    private void unknown(Header header) {
        refuse(
                Instruction.DATA,
                FailCode.UNKNOWN_INSTRUCTION,
                "There is no instruction " + header.instruction() + " of this message type.");
    }

    private void wrongState(Instruction instruction) {
        refuse(
                instruction,
                FailCode.WRONG_STATE,
                instruction.specName() + " belongs to the other state; this connection is in the "
                        + state.name().text() + " state.");
    }

    /** Answers the request that has just been read with its fail return. */
    void refuse(Instruction instruction, FailCode code, String reason) {
        requests.count(instruction, code);
        replies.add(
                MessageCodec.encode(instruction.failure(code, reason)).encode().getBytes());
    }

    /** A {@code switchState} waits for its session: what follows is judged by the new state. */
    void switching() {
        state = state.switching();
    }

    /** The end of a change of state, or of a wait for one. */
    void become(ClientState next) {
        if (state.isReading() || state instanceof ClientState.Switching) {
            state = next;
        }
    }

    boolean isGone() {
        return state instanceof ClientState.Gone;
    }

    /** Somebody has just logged in here by a password. */
    void begun(SessionId id) {
        if (!isGone()) {
            uses().begun(id);
            place.becomeMember();
        }
    }

    /** Somebody is logged in here; false where the connection speaks for too many already. */
    boolean used(SessionId id, Session session) {
        if (isGone()) {
            return true;
        }
        boolean isAdded = uses().add(id, session);
        place.becomeMember();
        if (state instanceof ClientState.Transferring transferring
                && transferring.id().equals(id)) {
            state = transferring.vouched(session);
        }
        return isAdded;
    }

    /** This session ends with the connection. */
    void endsWithConnection(SessionId session) {
        accounts.endsWithConnection(session);
        if (isGone()) {
            // The client left while it was being logged in.
            requests.end(accounts.expirable());
        }
    }

    @Override
    public void later(Runnable task) {
        context.runOnContext(now -> guarded(task));
    }

    /** A step of this client alone, and what it has to send then. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable defect) {
            failed(defect);
        }
        intake.endTurn();
    }

    /** The order of replies may be lost: ends this connection, and no other. */
    @Override
    public void failed(Throwable defect) {
        LOG.errorf(defect, "Client %s cannot be served", place.address());
        cut("cannot be served");
    }

    /** The rest of a reply will not come, and a part of it is sent: the order of replies is lost. */
    void broken() {
        cut("cannot be given the rest of a reply");
    }

    @Override
    public void isDeaf() {
        cut("does not read its events");
    }

    private void sent(int bytes) {
        patience.read();
        replies.sent(bytes);
        intake.endTurn();
    }

    @Override
    public void turnEnds() {
        feed.catchUp(this);
    }

    @Override
    public void turnEnded() {
        if (state instanceof ClientState.Leaving && replies.size() == 0) {
            wire.close();
        }
    }

    /** Looks for what takes too long; called at even intervals. */
    void look() {
        guarded(this::lookOnce);
    }

    private void lookOnce() {
        patience.look(new Patience.Look(
                        state instanceof ClientState.Opening,
                        !place.isMember(),
                        intake.isInsideMessage(),
                        replies.unsent() > 0))
                .ifPresent(this::cut);
        requests.vouchAgain(this);
    }

    /** Tells the client that this worker stops. */
    void sayStopping() {
        heardLately = true;
        guarded(() -> replies.addEvent(
                MessageCodec.encode(new WorkerStopping()).encode().getBytes()));
    }

    /** True where the client has asked nothing since the last look, and waits for no answer. */
    boolean isQuiet() {
        boolean isQuiet = !heardLately && replies.size() == 0 && !intake.isStalled();
        heardLately = false;
        return isQuiet;
    }

    /** Reads no more, and ends when all that was read is answered. */
    void leave() {
        if (!(state instanceof ClientState.Gone)) {
            state = new ClientState.Leaving();
            intake.drop();
            intake.endTurn();
        }
    }

    private void cut(String reason) {
        LOG.debugf("Client %s cut: it %s", place.address(), reason);
        requests.cut(place, reason);
        wire.cut();
    }

    private void gone() {
        state = new ClientState.Gone();
        intake.drop();
        uses().end();
        feed.unsubscribe(this);
        replies.drop();
        requests.end(accounts.expirable());
    }
}
