package io.papertrader.worker.clients;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.WorkersEvent.WorkerStopping;
import io.papertrader.codec.wire.Frame;
import io.papertrader.worker.master.Asker;
import io.papertrader.worker.session.LiveSessions;
import io.papertrader.worker.session.Session;
import io.vertx.core.Context;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One client, from its arrival to its end: an {@link Intake} reads what comes over its {@link Wire}, the
 * {@link Dialogue} says what each message gets, {@link Replies} go out in their order. All that it keeps belongs to its
 * wire's event loop; one client's trouble is nobody else's.
 */
final class Client implements ClientAccounts.Owner, ValueFeed.Listener, Intake.Owner, Dialogue.Owner {
    private static final Logger LOG = Logger.getLogger(Client.class);
    private static final long HELD_BACK_MILLIS = 1_000;

    private final Wire wire;
    private final Context context;
    private final ConnectionPlace place;
    private final Requests requests;
    private final Replies replies;
    private final Patience patience;
    private final Dialogue dialogue;
    private final ClientAccounts accounts;
    private final Intake intake;
    private final ValueFeed feed;
    private Asker asker = Asker.member();
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
        this.dialogue = new Dialogue(this, requests, replies, patience);
        this.accounts = new ClientAccounts(live, place, replies, settings.mostUnsent(), this);
        this.intake =
                new Intake(context.owner(), wire, replies, place.credit(), settings.maxInFlight(), dialogue, this);
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

    /** The asker whose turn on the link its requests take: the account that it speaks for first, once that is known. */
    Asker asker() {
        return place.isMember() ? asker : place.strangers();
    }

    ClientState state() {
        return dialogue.state();
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
        return state().isReading();
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
    public boolean isGone() {
        return state() instanceof ClientState.Gone;
    }

    @Override
    public void vouched(SessionId id, Session session) {
        if (!(asker instanceof Asker.Account)) {
            asker = new Asker.Account(session.userName());
        }
        dialogue.vouched(id, session);
    }

    /** A {@code switchState} waits for its session: nothing is read meanwhile. */
    void switching() {
        dialogue.switching();
    }

    /** The session of the {@code switchState} is good. */
    void switched(ConnectionState wanted, SessionId id, Session session) {
        dialogue.switched(wanted, id, session);
    }

    /** The {@code switchState} is refused. */
    void switchRefused() {
        dialogue.switchRefused();
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
    public void answersSent() {
        feed.catchUp(this);
    }

    @Override
    public void turnEnded() {
        if (state() instanceof ClientState.Leaving && replies.size() == 0) {
            wire.close();
        }
    }

    /** Looks for what takes too long; called at even intervals. */
    void look() {
        guarded(this::lookOnce);
    }

    private void lookOnce() {
        patience.look(new Patience.Look(
                        state() instanceof ClientState.Opening,
                        !place.isMember(),
                        intake.isInsideMessage(),
                        replies.unsent() > 0))
                .ifPresent(this::cut);
        requests.vouchAgain(this);
    }

    /** Tells the client that this worker stops. */
    void sayStopping() {
        patience.expectMessage();
        guarded(() -> replies.addEvent(
                MessageCodec.encode(new WorkerStopping()).encode().getBytes()));
    }

    /** True where the client has asked nothing since the last look, and waits for no answer. */
    boolean takeQuiet() {
        return patience.takeQuiet() && replies.size() == 0 && !intake.isStalled();
    }

    @Override
    public boolean takeRequest(Instruction instruction, Frame frame) {
        return requests.answer(this, instruction, frame);
    }

    /** Reads no more, and ends when all that was read is answered. */
    @Override
    public void leave() {
        dialogue.leave();
        if (!isGone()) {
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
        dialogue.end();
        intake.drop();
        uses().end();
        feed.unsubscribe(this);
        replies.drop();
        requests.end(accounts.expirable());
    }
}
