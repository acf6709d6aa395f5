package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.GnuPg;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.message.Failure.LinkRefused;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent.SessionKeyGiven;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.TestClock;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.Handshake;
import io.papertrader.master.workers.RegisteredWorkers;
import io.papertrader.master.workers.Worker;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Handshakes that are linked and that are refused, in the order of the checks: address, decryption, UUID, signature,
 * time, nonce.
 */
@QuarkusTest
class HandshakeTest {
    private static final UUID UNKNOWN = new UUID(404, 404);
    /** The address that only {@link #neighbour} may come from. */
    private static final String NEXT_DOOR = "127.0.0.2";

    private static final LinkRefused REFUSED =
            new LinkRefused(FailCode.REFUSED, "The master does not accept this worker.");

    @Inject
    Fleet fleet;

    @Inject
    Leadership leadership;

    @Inject
    LinkKeys masterKeys;

    @Inject
    TestClock clock;

    @Inject
    Listener listener;

    @Inject
    ConnectedWorkers connected;

    @Inject
    RegisteredWorkers registered;

    private LoggedLines log;
    private Fleet.Member member;
    private Fleet.Member neighbour;

    @BeforeEach
    void enroll() throws Exception {
        listener.sumUp();
        log = new LoggedLines(Links.class);
        member = fleet.enroll();
        neighbour = fleet.enroll(fleet.newKeys(), NEXT_DOOR);
    }

    @AfterEach
    void dismiss() throws Exception {
        log.close();
        fleet.dismiss();
    }

    @Test
    void linksWorkerWithKeysOfTheProject() throws Exception {
        LinkedWorker worker = fleet.link(member);

        worker.assertAlive();
        assertThat(worker.epoch()).isEqualTo(leadership.epoch()).isPositive();
        assertThat(refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ed25519, cv25519", "rsa3072, rsa3072"})
    void linksWorkerWithKeysOfGnuPg(String signing, String encrypting) throws Exception {
        try (GnuPg gpg = GnuPg.start()) {
            gpg.generate("edge", signing, encrypting, "never");
            LinkKeys keys = gpg.linkKeys("edge");

            LinkedWorker worker = fleet.link(fleet.enroll(keys, Fleet.HOME));

            worker.assertAlive();
        }
    }

    @Test
    void linksWorkerThatSealsAndOpensWithGnuPgItself() throws Exception {
        try (GnuPg gpg = GnuPg.start()) {
            gpg.generate("edge", "ed25519", "cv25519", "never");
            gpg.importKey(masterKeys.publicKey().armored());
            LinkKeys keys = gpg.linkKeys("edge");
            Hello hello = fleet.hello(fleet.enroll(keys, Fleet.HOME));
            byte[] sealed = gpg.run(
                    "--sign",
                    "--encrypt",
                    "--local-user",
                    "edge",
                    "--recipient",
                    masterKeys.publicKey().fingerprint(),
                    "--output",
                    "-",
                    gpg.file("hello", hello.bytes()));

            Caller caller = fleet.call();
            caller.send(new LinkHello(Buffer.buffer(sealed)));
            byte[] welcome = Fleet.welcome(caller).sealed().getBytes();

            String status = gpg.text(
                    "--status-fd",
                    "1",
                    "--output",
                    gpg.file("out", new byte[0]),
                    "--decrypt",
                    gpg.file("welcome", welcome));
            assertThat(status)
                    .contains("GOODSIG", "VALIDSIG " + masterKeys.publicKey().fingerprint());
            Fleet.established(caller, hello, gpg.read("out")).assertAlive();
        }
    }

    @Test
    void linksOneWorkerSeveralTimes() throws Exception {
        LinkedWorker old = fleet.link(member);
        LinkedWorker young = fleet.link(member);

        old.assertAlive();
        young.assertAlive();
    }

    @Test
    void refusesAddressThatNobodyMayComeFromBeforeItReadsTheHello() throws Exception {
        Caller stranger = fleet.callFrom("127.0.0.9");

        stranger.send(new LinkHello(Buffer.buffer("no OpenPGP at all")));

        assertCut(stranger, "no worker is expected from there");
    }

    @Test
    void refusesAddressOfAnotherWorker() throws Exception {
        Caller caller = fleet.callFrom(NEXT_DOOR);

        caller.send(fleet.hello(member).message());

        assertRefused(caller, "may not come from " + NEXT_DOOR);
    }

    @Test
    void refusesEveryoneWhereTheOnlyWorkerOfAnAddressIsDisabled() throws Exception {
        disable(neighbour);
        Caller caller = fleet.callFrom(NEXT_DOOR);

        caller.send(fleet.hello(neighbour).message());

        assertCut(caller, "no worker is expected from there");
    }

    @Test
    void linksFromAnAddressInsideTheRange() throws Exception {
        Fleet.Member roaming = fleet.enroll(fleet.newKeys(), "127.0.4.0/22");
        Caller inside = fleet.callFrom("127.0.7.255");
        Caller outside = fleet.callFrom("127.0.8.0");

        inside.send(fleet.hello(roaming).message());
        outside.send(fleet.hello(roaming).message());

        assertThat(Fleet.welcome(inside)).isNotNull();
        assertCut(outside, "no worker is expected from there");
    }

    @Test
    void refusesHelloSealedToAnotherKey() throws Exception {
        assertRefused(fleet.hello(member).sealedTo(fleet.newKeys().publicKey()), "OpenPGP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no OpenPGP at all"})
    void refusesHelloThatIsNoOpenPgp(String bytes) throws Exception {
        Caller caller = fleet.call();

        caller.send(new LinkHello(Buffer.buffer(bytes)));

        assertRefused(caller, "OpenPGP");
    }

    @Test
    void refusesHelloThatWasChangedOnTheWay() throws Exception {
        byte[] sealed = fleet.hello(member).message().sealed().getBytes();
        sealed[sealed.length - 40] ^= 1;
        Caller caller = fleet.call();

        caller.send(new LinkHello(Buffer.buffer(sealed)));

        assertRefused(caller, "OpenPGP");
    }

    @Test
    void refusesUnknownUuid() throws Exception {
        assertRefused(fleet.hello(member).naming(UNKNOWN), "no enabled worker has UUID " + UNKNOWN);
    }

    @Test
    void refusesDisabledWorker() throws Exception {
        Fleet.Member other = fleet.enroll();
        disable(other);

        assertRefused(fleet.hello(other), "no enabled worker has UUID " + other.uuid());
    }

    @Test
    void refusesHelloSignedByAnotherKey() throws Exception {
        assertRefused(fleet.hello(member).signedBy(fleet.newKeys()), "is not signed by key");
    }

    @Test
    void refusesHelloSignedByAnotherRegisteredWorker() throws Exception {
        Fleet.Member other = fleet.enroll();

        assertRefused(fleet.hello(other).naming(member.uuid()), "is not signed by key");
    }

    @ParameterizedTest
    @ValueSource(longs = {-61_000, 90_000})
    void refusesTimeThatIsMoreThanAMinuteOff(long offMillis) throws Exception {
        assertRefused(fleet.hello(member).at(clock.instant().plusMillis(offMillis)), "more than a minute from now");
    }

    @ParameterizedTest
    @ValueSource(longs = {-55_000, 55_000})
    void linksWorkerWhoseClockIsLessThanAMinuteOff(long offMillis) throws Exception {
        Caller caller = fleet.call();

        caller.send(
                fleet.hello(member).at(clock.instant().plusMillis(offMillis)).message());

        assertThat(Fleet.welcome(caller)).isNotNull();
    }

    @Test
    void refusesHelloThatIsPlayedAgain() throws Exception {
        LinkHello hello = fleet.hello(member).message();
        Caller worker = fleet.call();
        worker.send(hello);
        Fleet.welcome(worker);
        Caller thief = fleet.call();

        thief.send(hello);

        assertRefused(thief, "the hello was used before");
    }

    /** After a restart nobody remembers the nonces; what was recorded is welcomed then, but the keys are not in it. */
    @Test
    void countsNobodyAsConnectedWhoPlaysAHelloAgainAfterARestart() throws Exception {
        LinkHello recorded = fleet.hello(member).message();
        Handshake beforeTheRestart = new Handshake(registered, masterKeys, new SecureRandom(), clock);
        beforeTheRestart.accept(recorded, InetAddress.ofLiteral(Fleet.HOME), leadership.epoch());
        Caller thief = fleet.call();

        thief.send(recorded);

        assertThat(Fleet.welcome(thief)).isNotNull();
        assertThat(connected.all()).isEmpty();
        assertThat(connected.addresses()).isEmpty();
        // Without a record its place is not its own for longer than a handshake may take.
        assertThat(thief.untilClosed().length()).isZero();
        assertThat(connected.all()).isEmpty();
    }

    @Test
    void countsWorkerAsConnectedWhenItsFirstRecordOpens() throws Exception {
        LinkedWorker worker = fleet.link(member);

        assertThat(connected.of(member.uuid())).hasSize(1);
        assertThat(worker.event(SessionKeyGiven.class)).isNotNull();
    }

    @Test
    void cutsAHelloLongerThanAnyMayBe() throws Exception {
        Caller caller = fleet.call();

        caller.send(new LinkHello(Buffer.buffer(new byte[Instruction.LINK_HELLO.mostBytes() + 1])));

        assertCut(caller, "its first message is too long");
    }

    @Test
    void refusesNonceThatWasUsedInAnotherHello() throws Exception {
        Hello first = fleet.hello(member);
        Caller worker = fleet.call();
        worker.send(first.message());
        Fleet.welcome(worker);

        assertRefused(fleet.hello(member).withNonceOf(first), "the hello was used before");
    }

    @Test
    void keepsNoNonceOfARefusedHello() throws Exception {
        Hello hello = fleet.hello(member);
        assertRefused(hello.signedBy(fleet.newKeys()), "is not signed by key");
        Caller worker = fleet.call();

        worker.send(hello.message());

        assertThat(Fleet.welcome(worker)).isNotNull();
    }

    @Test
    void refusesUnknownVersion() throws Exception {
        assertRefused(fleet.hello(member).ofVersion(2), "link version 2 is not known");
    }

    @Test
    void refusesPublicValueThatWouldMakeTheKeysKnown() throws Exception {
        assertRefused(fleet.hello(member).withPublicValue(new byte[32]), "public value");
    }

    @Test
    void namesTheUuidBeforeTheSignature() throws Exception {
        assertRefused(
                fleet.hello(member).naming(UNKNOWN).signedBy(fleet.newKeys()), "no enabled worker has UUID " + UNKNOWN);
    }

    @Test
    void checksTheSignatureBeforeTheTime() throws Exception {
        Instant late = clock.instant().minus(Duration.ofHours(1));

        assertRefused(fleet.hello(member).signedBy(fleet.newKeys()).at(late), "is not signed by key");
    }

    @Test
    void checksTheTimeBeforeTheNonce() throws Exception {
        Hello first = fleet.hello(member);
        Caller worker = fleet.call();
        worker.send(first.message());
        Fleet.welcome(worker);

        assertRefused(first.at(clock.instant().minus(Duration.ofHours(1))), "more than a minute from now");
    }

    private void disable(Fleet.Member other) {
        Worker worker = other.worker();
        fleet.save(new Worker(
                worker.uuid(),
                worker.name(),
                worker.publicKey(),
                worker.allowed(),
                worker.publicAddress(),
                false,
                worker.registeredAt()));
    }

    private void assertRefused(Hello hello, String reason) throws Exception {
        Caller caller = fleet.call();
        caller.send(hello.message());
        assertRefused(caller, reason);
    }

    /** All outsiders learn the same; the log has the reason. */
    private void assertRefused(Caller caller, String reason) throws Exception {
        assertThat(new ReplyReader(Instruction.LINK_HELLO).read(caller.frame().orElseThrow()))
                .contains(REFUSED);
        assertThat(caller.untilClosed().length()).isZero();
        assertThat(refusals()).hasSize(1).first().asString().contains("1 refused in ", reason);
    }

    /** Whoever comes from where no worker may come from is told nothing, and only the log says why. */
    private void assertCut(Caller caller, String reason) throws Exception {
        assertThat(caller.untilClosed().length()).isZero();
        assertThat(refusals()).hasSize(1).first().asString().contains("1 refused in ", reason);
    }

    private List<String> refusals() {
        listener.sumUp();
        return log.lines().stream()
                .filter(line -> line.contains(" refused in "))
                .toList();
    }
}
