package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.OpenedMessage;
import io.papertrader.codec.link.SealedMessage;
import io.papertrader.codec.link.WelcomeContent;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkReply.LinkWelcome;
import io.papertrader.codec.message.LinkReply.WorkerStatus;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.master.Await;
import io.papertrader.master.TestClock;
import io.papertrader.master.audit.By;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.RegisteredWorkers;
import io.papertrader.master.workers.Worker;
import io.papertrader.node.socket.AddressRange;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Registers workers for a test, and connects as they do. */
@ApplicationScoped
public class Fleet {
    /** The address that they come from, unless a test says otherwise. */
    static final String HOME = "127.0.0.1";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final RegisteredWorkers registered;
    private final ConnectedWorkers connected;
    private final Ports ports;
    private final LinkKeys masterKeys;
    private final TestClock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Set<UUID> enrolled = ConcurrentHashMap.newKeySet();
    private final List<AutoCloseable> open = new ArrayList<>();

    Fleet(RegisteredWorkers registered, ConnectedWorkers connected, Ports ports, LinkKeys masterKeys, TestClock clock) {
        this.registered = registered;
        this.connected = connected;
        this.ports = ports;
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    /** A registered worker and its secret. */
    public record Member(Worker worker, LinkKeys keys) {
        public UUID uuid() {
            return worker.uuid();
        }
    }

    /** Keys by the project's own generator. */
    LinkKeys newKeys() {
        try {
            return LinkKeys.generate("test worker", random, clock.instant().minusSeconds(1));
        } catch (LinkFault e) {
            throw new AssertionError(e);
        }
    }

    public Member enroll() throws Exception {
        return enroll(newKeys(), HOME);
    }

    Member enroll(LinkKeys keys, String... allowed) throws Exception {
        int number = numbers.incrementAndGet();
        Worker worker = new Worker(
                new UUID(99, number),
                "edge-" + number,
                keys.publicKey(),
                Arrays.stream(allowed).map(AddressRange::parse).toList(),
                new WorkerAddress("edge-" + number + ".example.org", 2049),
                true,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        save(worker);
        return new Member(worker, keys);
    }

    /** Saves a worker as the operator registers or changes it. */
    void save(Worker worker) {
        enrolled.add(worker.uuid());
        registered.save(worker, By.master()).await().atMost(LIMIT);
    }

    Hello hello(Member member) {
        return Hello.of(member.uuid(), member.keys(), masterKeys.publicKey(), clock.instant());
    }

    Caller call() throws Exception {
        return callFrom(HOME);
    }

    Caller callFrom(String address) throws Exception {
        Caller caller = new Caller(address, ports.workers());
        open.add(caller);
        return caller;
    }

    /** The whole handshake; the master knows the link when this returns. */
    public LinkedWorker link(Member member) throws Exception {
        // Sealed before the call: the master gives a caller some seconds to prove itself.
        Hello hello = hello(member);
        LinkHello sealed = hello.message();
        Caller caller = call();
        caller.send(sealed);
        LinkedWorker worker = welcomed(caller, hello, member);
        worker.assertAlive();
        return worker;
    }

    /** A link that answers the master's one question, when it comes, with 9.9 and the figures from 1 to 5. */
    public void linkThatTellsItsStatus(Member member) throws Exception {
        LinkedWorker worker = link(member);
        WorkerStatus status = new WorkerStatus("9.9", clock.instant(), 1, 2, 3, 4, 5);
        Thread.ofVirtual().start(() -> {
            try {
                worker.answerWith(worker.question(), status);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private LinkedWorker welcomed(Caller caller, Hello hello, Member member) throws Exception {
        LinkWelcome welcome = welcome(caller);
        OpenedMessage opened = SealedMessage.open(welcome.sealed().getBytes(), member.keys());
        opened.requireSignedBy(masterKeys.publicKey(), clock.instant());
        return established(caller, hello, opened.content());
    }

    /** The master's answer to a hello, which must be a welcome. */
    static LinkWelcome welcome(Caller caller) throws IOException {
        return (LinkWelcome) new ReplyReader(Instruction.LINK_HELLO)
                .read(caller.frame().orElseThrow())
                .orElseThrow();
    }

    /** The link that both ends can now seal. */
    static LinkedWorker established(Caller caller, Hello hello, byte[] welcomeContent) throws LinkFault {
        WelcomeContent welcome = WelcomeContent.LAYOUT.fromBinary(Buffer.buffer(welcomeContent));
        assertThat(welcome.version()).isEqualTo(1);
        assertThat(welcome.helloHash().getBytes()).isEqualTo(sha256(hello.bytes()));
        return new LinkedWorker(
                caller,
                hello.content().worker(),
                hello.key().agree(welcome.publicValue().getBytes(), hello.bytes(), welcomeContent),
                welcome.epoch());
    }

    /** Closes every connection and takes every worker off the list. */
    public void dismiss() throws Exception {
        for (AutoCloseable connection : open) {
            connection.close();
        }
        open.clear();
        for (UUID worker : enrolled) {
            registered
                    .find(worker)
                    .ifPresent(known ->
                            registered.remove(known, By.master()).await().atMost(LIMIT));
        }
        enrolled.clear();
        Await.until(() -> connected.all().isEmpty());
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
