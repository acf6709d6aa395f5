package io.papertrader.worker.master;

import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Requests for the master, from when they are asked until they are answered or given up: each waits in its lane for its
 * asker's turn and a place, and stays here, over more than one link if it has to. Belongs to the link's event loop.
 */
final class RequestsUnderWay {
    private static final Logger LOG = Logger.getLogger(RequestsUnderWay.class);

    private final Lane orders;
    private final Lane members;
    private final Lane strangers;
    private final List<Lane> lanes;
    private final Map<Long, Ask> sent = new LinkedHashMap<>();
    private volatile int size;

    /** The link that they go over. */
    interface Link {
        /** True where the master is behind with its reading. */
        boolean isFull();

        /** Sends a record. */
        void send(LinkRecord record);
    }

    RequestsUnderWay(LanesConfig places, int mostWaiting) {
        this.orders = new Lane(places.orders(), mostWaiting);
        this.members = new Lane(places.members(), mostWaiting);
        this.strangers = new Lane(places.strangers(), places.strangersWaiting());
        this.lanes = List.of(orders, members, strangers);
    }

    /** The number of requests that are not answered yet. For all threads. */
    int size() {
        return size;
    }

    /** Lets a request wait for its turn; false where its lane has no room for its asker. */
    boolean offer(Ask ask) {
        boolean isTaken = laneOf(ask).offer(ask);
        count();
        return isTaken;
    }

    private Lane laneOf(Ask ask) {
        if (ask.asker() instanceof Asker.Strangers) {
            return strangers;
        }
        return ask.isAboutAnOrder() ? orders : members;
    }

    /** Sends what has its turn and a place, a request of each lane after the other, while the link takes it. */
    void send(Link link) {
        boolean isMore = true;
        while (isMore && !link.isFull()) {
            isMore = false;
            for (Lane lane : lanes) {
                Optional<Ask> next = lane.next();
                next.ifPresent(ask -> send(link, ask));
                isMore |= next.isPresent();
            }
        }
    }

    private void send(Link link, Ask ask) {
        sent.put(ask.record().correlation(), ask);
        link.send(ask.record());
    }

    /** Sends over a new link what was on its way when the one before broke. */
    void sendAgain(Link link) {
        sent.values().forEach(ask -> link.send(ask.record()));
    }

    /** The request of this number, or null where none is on its way; looked up for each frame, so without Optional. */
    @Nullable
    Ask find(long correlation) {
        return sent.get(correlation);
    }

    /** Hands on a frame of the answer to a request that has been sent; true with the last. */
    boolean answer(Ask ask, Frame frame) {
        boolean isLast = isLast(ask, frame);
        if (isLast) {
            sent.remove(ask.record().correlation());
            laneOf(ask).done(ask);
            count();
        }
        return isLast;
    }

    /** A frame that cannot be handed on ends its own request and nobody else's. */
    private static boolean isLast(Ask ask, Frame frame) {
        try {
            return ask.take(frame.header(), frame.encode());
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "An answer of the master could not be handed on");
            ask.refuse(FailCode.UNAVAILABLE, "The master's answer cannot be read.");
            return true;
        }
    }

    /**
     * The link is gone, and with it the answers to what was sent and may not be sent again: all of it, where no other
     * link will come.
     */
    void lose(boolean isLast) {
        List<Ask> lost = new ArrayList<>();
        sent.values().removeIf(ask -> (isLast || !ask.isRepeatable()) && lost.add(ask));
        giveUp(lost);
    }

    /** Gives up what took too long; true where some of it had been sent. */
    boolean giveUpLate(long nanos) {
        List<Ask> late = new ArrayList<>();
        sent.values().removeIf(ask -> ask.isOver(nanos) && late.add(ask));
        giveUp(late);
        lanes.forEach(lane -> lane.queue().remove(ask -> ask.isOver(nanos)).forEach(Ask::giveUp));
        count();
        return !late.isEmpty();
    }

    private void giveUp(List<Ask> sentBefore) {
        sentBefore.forEach(ask -> {
            laneOf(ask).done(ask);
            ask.giveUp();
        });
        count();
    }

    private void count() {
        size = sent.size() + orders.waiting() + members.waiting() + strangers.waiting();
    }
}
