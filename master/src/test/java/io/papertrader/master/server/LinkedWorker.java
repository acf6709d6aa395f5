package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.link.SealedFrameDecoder;
import io.papertrader.codec.link.SealedFrameEncoder;
import io.papertrader.codec.link.TrafficKeys;
import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.MessageType;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A worker's end of a link: sends from any thread, one after the other; reads from one. */
public final class LinkedWorker implements AutoCloseable {
    private static final ClientAddress CLIENT = ClientAddress.of(InetAddress.ofLiteral("192.0.2.1"));

    private final Caller caller;
    private final UUID uuid;
    private final long epoch;
    private final SealedFrameEncoder encoder;
    private final SealedFrameDecoder decoder;
    private final AtomicLong correlations = new AtomicLong();
    private final Map<Long, ReplyReader> asked = new ConcurrentHashMap<>();
    private final Map<Long, Reply> answers = new HashMap<>();
    private final Deque<Event> events = new ArrayDeque<>();
    private final Deque<LinkRecord> questions = new ArrayDeque<>();

    LinkedWorker(Caller caller, UUID uuid, TrafficKeys keys, long epoch) {
        this.caller = caller;
        this.uuid = uuid;
        this.epoch = epoch;
        this.encoder = new SealedFrameEncoder(keys.workerToMaster());
        this.decoder = SealedFrameDecoder.fed(keys.masterToWorker(), this::received, fault -> {
            throw new AssertionError("the master's record does not open", fault);
        });
    }

    UUID uuid() {
        return uuid;
    }

    long epoch() {
        return epoch;
    }

    /** The number that the next request will be known by. */
    long nextCorrelation() {
        return correlations.get() + 1;
    }

    /** The record of a client's request, as this worker would stamp it now. */
    public LinkRecord record(Request request) {
        return record(Instruction.of(request), MessageCodec.encode(request));
    }

    /** A frame that may be no good, and the instruction that its answer belongs to. */
    public LinkRecord record(Instruction instruction, Frame frame) {
        long correlation = correlations.incrementAndGet();
        asked.put(correlation, new ReplyReader(instruction));
        return new LinkRecord(correlation, uuid, Instant.EPOCH.plusMillis(correlation), CLIENT, frame);
    }

    long send(Request request) throws IOException {
        return send(record(request));
    }

    synchronized long send(LinkRecord record) throws IOException {
        caller.send(seal(record.encode()));
        return record.correlation();
    }

    /** The next record of this direction, to be sent or spoilt. */
    synchronized Buffer seal(Buffer plaintext) {
        return encoder.seal(plaintext);
    }

    void sendBytes(Buffer bytes) throws IOException {
        caller.send(bytes);
    }

    public Reply ask(Request request) throws IOException {
        return answer(send(request));
    }

    public Reply ask(LinkRecord record) throws IOException {
        return answer(send(record));
    }

    Reply answer(long correlation) throws IOException {
        while (!answers.containsKey(correlation)) {
            receive();
        }
        return answers.remove(correlation);
    }

    /** The next event of this kind; others before it are dropped. */
    <E extends Event> E event(Class<E> kind) throws IOException {
        while (true) {
            while (events.isEmpty()) {
                receive();
            }
            Event next = events.pop();
            if (kind.isInstance(next)) {
                return kind.cast(next);
            }
        }
    }

    /** The master's next question to this worker. */
    LinkRecord question() throws IOException {
        while (questions.isEmpty()) {
            receive();
        }
        return questions.pop();
    }

    void answerWith(LinkRecord question, Reply answer) throws IOException {
        Instruction asked = Instruction.of(question.frame().header()).orElseThrow();
        for (Frame frame : MessageCodec.encodeReply(asked, answer)) {
            send(new LinkRecord(question.correlation(), uuid, question.stamp(), ClientAddress.NONE, frame));
        }
    }

    /** Reads until the master closes; fails where it does not. */
    void awaitClosed() throws IOException {
        for (Buffer bytes = caller.some(); bytes.length() > 0; bytes = caller.some()) {
            decoder.handle(bytes);
        }
    }

    /** Asserts that this link still works. */
    void assertAlive() throws IOException {
        assertThat(ask(new GetWorkers())).isNotNull();
    }

    private void receive() throws IOException {
        Buffer bytes = caller.some();
        if (bytes.length() == 0) {
            throw new IOException("the master closed the link");
        }
        decoder.handle(bytes);
    }

    private void received(Buffer plaintext) {
        try {
            LinkRecord record = LinkRecord.decode(plaintext);
            MessageType type = record.frame().header().type();
            if (type == MessageType.EVENT) {
                assertThat(record.correlation()).isZero();
                events.add(MessageCodec.decodeEvent(record.frame()));
            } else if (type == MessageType.COMMAND) {
                questions.add(record);
            } else {
                answered(record);
            }
        } catch (LinkFault fault) {
            throw new AssertionError("the master's record is broken", fault);
        }
    }

    private void answered(LinkRecord record) {
        ReplyReader reader = asked.get(record.correlation());
        assertThat(reader).as("answer %d was asked for", record.correlation()).isNotNull();
        Optional<Reply> whole = reader.read(record.frame());
        whole.ifPresent(reply -> {
            asked.remove(record.correlation());
            answers.put(record.correlation(), reply);
        });
    }

    @Override
    public void close() throws IOException {
        caller.close();
    }
}
