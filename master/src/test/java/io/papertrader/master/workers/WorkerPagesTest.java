package io.papertrader.master.workers;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.LinkReply.WorkerStatus;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersReply.WorkerListPage;
import io.papertrader.codec.message.WorkersRequest;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.message.WorkersRequest.GetWorkersPage;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.master.Desk;
import io.papertrader.node.socket.AddressRange;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network of more workers than a page holds. */
@QuarkusTest
class WorkerPagesTest {
    private static final int WORKERS = 2 * WorkerList.PAGE + 10;

    @Inject
    ConnectedWorkers connected;

    @Inject
    WorkersHandler handler;

    @Inject
    Desk desk;

    private List<Link> links;

    private record Link(Worker worker) implements WorkerLink {
        @Override
        public String remoteAddress() {
            return "192.0.2.1";
        }

        @Override
        public Instant since() {
            return Instant.EPOCH;
        }

        @Override
        public Uni<WorkerStatus> status() {
            return Uni.createFrom().nothing();
        }

        @Override
        public Audience audience() {
            return new Audience();
        }

        @Override
        public void push(Frame event) {}

        @Override
        public void close(String reason) {}
    }

    @BeforeEach
    void connect() throws LinkFault {
        LinkPublicKey key =
                LinkKeys.generate("test", new SecureRandom(), desk.now()).publicKey();
        links = IntStream.range(0, WORKERS)
                .mapToObj(number -> link(number, key))
                .toList();
        links.forEach(connected::add);
    }

    @AfterEach
    void disconnect() {
        links.forEach(connected::remove);
    }

    private static Link link(int number, LinkPublicKey key) {
        return new Link(new Worker(
                new UUID(9, number),
                "edge-" + number,
                key,
                List.of(AddressRange.parse("192.0.2.0/24")),
                new WorkerAddress("edge-" + number + ".example.org", 2049),
                true,
                Instant.EPOCH));
    }

    private Reply ask(WorkersRequest request) {
        return handler.handle(request).await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void joinsToEveryWorker() {
        List<WorkerAddress> joined = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            WorkerListPage page = (WorkerListPage) ask(new GetWorkersPage(next.get()));
            assertThat(page.list().workers()).hasSizeLessThanOrEqualTo(WorkerList.PAGE);
            joined.addAll(page.list().workers());
            next = page.next();
        }

        assertThat(joined).hasSize(WORKERS).isEqualTo(connected.addresses());
    }

    @Test
    void answersTheFirstPageWhereNoPageIsAskedFor() {
        assertThat(ask(new GetWorkers()))
                .isEqualTo(new WorkerList(connected.addresses().subList(0, WorkerList.PAGE)));
    }

    @Test
    void refusesWhatIsNoCursorOfTheList() {
        assertFailure(ask(new GetWorkersPage(new Cursor("edge"))), DataFail.class, FailCode.BAD_ARGUMENT);
    }

    @Test
    void namesSomeOfThemWithASessionAndNotTheSameToAll() {
        SessionStarted one = desk.logIn(desk.newTrader().userName());
        SessionStarted two = desk.logIn(desk.newTrader().userName());
        SessionStarted three = desk.logIn(desk.newTrader().userName());

        assertThat(List.of(one, two, three))
                .allSatisfy(session -> assertThat(session.workers())
                        .hasSize(SessionStarted.MOST_WORKERS)
                        .doesNotHaveDuplicates()
                        .isSubsetOf(connected.addresses()));
        assertThat(List.of(one.workers(), two.workers(), three.workers()).stream()
                        .distinct())
                .hasSizeGreaterThan(1);
    }
}
