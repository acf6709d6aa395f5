package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Replies in the order of their requests, whatever order they come in, and events between them, never inside one.
 * Replies that are ready are gathered and sent together. Belongs to the connection's event loop.
 */
final class Replies {
    /** The most bytes that go out in one piece, which a browser hears of when it has all of it: two packets or less. */
    static final int MOST_TOGETHER = 65_536;

    private final Wire wire;
    private final Credit credit;

    /** The replies that are awaited, the next one first: a chain, so that a client who waits for none keeps nothing. */
    private @Nullable Reply first;

    private @Nullable Reply last;
    private int awaited;
    private List<byte[]> heldEvents = List.of();
    private ByteBuf ready = Unpooled.EMPTY_BUFFER;
    private long unsent;
    private boolean isDropped;

    Replies(Wire wire, Credit credit) {
        this.wire = wire;
        this.credit = credit;
    }

    /** A reply that is not there yet: its place in the order, and the bytes promised to it. */
    final class Reply {
        // Small, as most replies are one frame.
        private final Queue<Buffer> frames = new ArrayDeque<>(1);
        private @Nullable Reply next;
        private long promised;
        private boolean isBegun;
        private boolean isWhole;

        private Reply(long promised) {
            this.promised = promised;
        }

        /** Takes its next frame. */
        void frame(Buffer frame, boolean isLast) {
            if (isDropped) {
                return;
            }
            keepPromise(frame.length());
            frames.add(frame);
            isWhole = isLast;
            isBegun = true;
            if (isLast) {
                credit.give(promised);
            }
            sendFirst();
        }

        /** True where a part of it may have been sent, and another part not. */
        boolean isHalfSent() {
            return isBegun && !isWhole;
        }

        private void keepPromise(int bytes) {
            if (bytes > promised) {
                credit.force(bytes - promised);
                promised = bytes;
            }
            promised -= bytes;
        }
    }

    /** True where an answer of at most so many bytes may be asked for; then the bytes are promised to it. */
    boolean promise(long bytes) {
        return credit.take(bytes);
    }

    /** The reply to the request that has just been read; the bytes are promised already. */
    Reply await(long promised) {
        Reply reply = new Reply(promised);
        addLast(reply);
        return reply;
    }

    private void addLast(Reply reply) {
        if (last == null) {
            first = reply;
        } else {
            last.next = reply;
        }
        last = reply;
        awaited++;
    }

    /** The reply to the request that has just been read, encoded; false where there is no room for it now. */
    boolean offer(byte[] message) {
        boolean hasRoom = isDropped || credit.take(message.length);
        if (hasRoom) {
            append(message);
        }
        return hasRoom;
    }

    /**
     * The reply to the request that has just been read, encoded, a short one: it is sent whether there is room or not.
     */
    void add(byte[] message) {
        if (!isDropped) {
            credit.force(message.length);
        }
        append(message);
    }

    private void append(byte[] message) {
        if (isDropped) {
            return;
        }
        if (awaited == 0) {
            gather(message);
        } else {
            Reply reply = new Reply(0);
            reply.frames.add(Buffer.buffer(message));
            reply.isWhole = true;
            addLast(reply);
        }
    }

    /**
     * Something that nobody asked for, encoded; false where there is no room for it now. A client that has taken all
     * that was sent has always room for one.
     */
    boolean offerEvent(byte[] message) {
        boolean hasRoom = isDropped || credit.take(message.length);
        if (!hasRoom && unsent() == 0) {
            credit.force(message.length);
            hasRoom = true;
        }
        if (hasRoom) {
            appendEvent(message);
        }
        return hasRoom;
    }

    /** Something that nobody asked for and that cannot wait, encoded. */
    void addEvent(byte[] message) {
        if (!isDropped) {
            credit.force(message.length);
        }
        appendEvent(message);
    }

    private void appendEvent(byte[] message) {
        if (isDropped) {
            return;
        }
        if (isInsideReply()) {
            hold(message);
        } else {
            gather(message);
        }
    }

    private void hold(byte[] event) {
        if (heldEvents.isEmpty()) {
            heldEvents = new ArrayList<>();
        }
        heldEvents.add(event);
    }

    /** The number of requests that wait for their reply. */
    int size() {
        return awaited;
    }

    /** Bytes that the client has not taken. */
    long unsent() {
        return unsent + ready.readableBytes();
    }

    /** Sends what is ready. */
    void flush() {
        if (ready.isReadable()) {
            writeReady();
            wire.flush();
        }
    }

    private void writeReady() {
        ByteBuf messages = ready;
        ready = Unpooled.EMPTY_BUFFER;
        unsent += messages.readableBytes();
        wire.write(messages);
    }

    /** The system has taken so many bytes. */
    void sent(int bytes) {
        unsent -= bytes;
        if (!isDropped) {
            credit.give(bytes);
        }
    }

    /** The connection is gone: lets go of what nobody will read. */
    void drop() {
        isDropped = true;
        ready.release();
        ready = Unpooled.EMPTY_BUFFER;
        first = null;
        last = null;
        awaited = 0;
        heldEvents = List.of();
        credit.give(credit.used());
    }

    private boolean isInsideReply() {
        Reply reply = first;
        return reply != null && reply.isHalfSent();
    }

    /** Sends the frames of the first reply as they come, and those of the next when it is whole. */
    private void sendFirst() {
        for (Reply reply = first; reply != null; reply = first) {
            while (!reply.frames.isEmpty()) {
                gather(reply.frames.remove().getBytes());
            }
            if (isDropped || !reply.isWhole) {
                return;
            }
            leaveFirst(reply);
            heldEvents.forEach(this::gather);
            heldEvents = List.of();
        }
    }

    /** Parts what was sent from the chain: a dead reply that is old would keep all behind it from the collector. */
    private void leaveFirst(Reply sent) {
        first = sent.next;
        sent.next = null;
        if (first == null) {
            last = null;
        }
        awaited--;
    }

    private void gather(byte[] message) {
        if (ready.isReadable() && ready.readableBytes() + message.length > MOST_TOGETHER) {
            writeReady();
        }
        if (isDropped) {
            // A write that failed at once has ended the connection, and with it all this.
            return;
        }
        if (ready.capacity() == 0) {
            ready = wire.allocate();
        }
        ready.writeBytes(message);
    }
}
