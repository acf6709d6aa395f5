package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.master.Await;
import io.papertrader.master.TestClock;
import io.papertrader.master.audit.By;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.Handshake;
import io.papertrader.master.workers.RegisteredWorkers;
import io.papertrader.master.workers.Worker;
import io.papertrader.node.socket.AddressRange;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ends of links from the master's side: none outlives its registration. */
@QuarkusTest
class BootOffTest {
    @Inject
    Fleet fleet;

    @Inject
    RegisteredWorkers registered;

    @Inject
    ConnectedWorkers connected;

    @Inject
    TestClock clock;

    private Fleet.Member member;
    private LinkedWorker other;

    @BeforeEach
    void enroll() throws Exception {
        member = fleet.enroll();
        other = fleet.link(fleet.enroll());
    }

    @AfterEach
    void dismiss() throws Exception {
        fleet.dismiss();
    }

    @Test
    void closesEveryLinkOfABootedWorkerAndNoOther() throws Exception {
        List<LinkedWorker> links = List.of(fleet.link(member), fleet.link(member));

        connected.bootOff(member.uuid());

        for (LinkedWorker link : links) {
            link.awaitClosed();
        }
        Await.until(() -> connected.of(member.uuid()).isEmpty());
        other.assertAlive();
    }

    @Test
    void letsBootedWorkerComeBack() throws Exception {
        LinkedWorker link = fleet.link(member);
        connected.bootOff(member.uuid());
        link.awaitClosed();

        fleet.link(member).assertAlive();
    }

    @Test
    void closesLinkOfRemovedWorker() throws Exception {
        LinkedWorker link = fleet.link(member);

        registered
                .remove(registered.find(member.uuid()).orElseThrow(), By.master())
                .await()
                .indefinitely();

        link.awaitClosed();
        other.assertAlive();
    }

    static Stream<UnaryOperator<Worker>> changes() {
        return Stream.of(
                worker -> with(worker, worker.allowed(), worker.publicAddress(), false),
                worker -> with(worker, List.of(AddressRange.parse("127.0.0.0/8")), worker.publicAddress(), true),
                worker -> with(worker, worker.allowed(), new WorkerAddress("moved.example.org", 2049), true));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void closesLinkWhoseRegistrationChanges(UnaryOperator<Worker> change) throws Exception {
        LinkedWorker link = fleet.link(member);

        fleet.save(change.apply(member.worker()));

        link.awaitClosed();
        other.assertAlive();
    }

    @Test
    void closesLinkWhoseKeyIsReplaced() throws Exception {
        LinkedWorker link = fleet.link(member);
        Worker worker = member.worker();

        fleet.save(new Worker(
                worker.uuid(),
                worker.name(),
                fleet.newKeys().publicKey(),
                worker.allowed(),
                worker.publicAddress(),
                true,
                worker.registeredAt()));

        link.awaitClosed();
    }

    @Test
    void keepsLinkWhoseRegistrationIsSavedUnchanged() throws Exception {
        LinkedWorker link = fleet.link(member);

        fleet.save(member.worker());

        link.assertAlive();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void linksNobodyWhoseRegistrationChangesDuringTheHandshake(UnaryOperator<Worker> change) throws Exception {
        Hello hello = fleet.hello(member);
        Caller caller = fleet.call();
        TestClock.Gate gate = clock.holdNext(Handshake.class);
        caller.send(hello.message());
        gate.awaitReached();

        fleet.save(change.apply(member.worker()));
        gate.open();

        caller.untilClosed();
        Await.until(() -> connected.of(member.uuid()).isEmpty());
    }

    @Test
    void forgetsConnectionThatEndsDuringItsHandshake() throws Exception {
        try (LoggedLines log = new LoggedLines(Links.class)) {
            Hello hello = fleet.hello(member);
            Caller caller = fleet.call();
            TestClock.Gate gate = clock.holdNext(Handshake.class);
            caller.send(hello.message());
            gate.awaitReached();

            // Its time for the handshake is over first.
            caller.untilClosed();
            gate.open();

            String worker = member.worker().name();
            Await.until(() -> log.lines().stream().anyMatch(line -> line.contains("Worker " + worker)));
            assertThat(log.lines()).last().asString().contains("was gone before its handshake was done");
            assertThat(connected.of(member.uuid())).isEmpty();
        }
    }

    @Test
    void forgetsLinkThatTheWorkerCloses() throws Exception {
        LinkedWorker link = fleet.link(member);

        link.close();

        Await.until(() -> connected.of(member.uuid()).isEmpty());
        other.assertAlive();
    }

    private static Worker with(
            Worker worker, List<AddressRange> allowed, WorkerAddress publicAddress, boolean isEnabled) {
        return new Worker(
                worker.uuid(),
                worker.name(),
                worker.publicKey(),
                allowed,
                publicAddress,
                isEnabled,
                worker.registeredAt());
    }
}
