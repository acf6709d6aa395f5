package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.node.socket.AddressBlock;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which requests go. */
class FairQueueTest {
    private static final Request CHEAP = new GetWorkers();
    private static final Request DEAR = new Login(new UserName("ann"), new HashedPass("A".repeat(43)), false);
    private static final Answer NOBODY = new Answer() {
        @Override
        public void frame(Buffer frame, boolean isLast) {}

        @Override
        public void broken() {}
    };

    private final FairQueue queue = new FairQueue();
    private final Asker greedy = Asker.member();
    private final Asker modest = Asker.member();

    private static Asker strangers(String address) {
        return new Asker.Strangers(AddressBlock.of(InetAddress.ofLiteral(address)));
    }

    private static Ask ask(Asker asker, Request request) {
        LinkRecord record =
                new LinkRecord(1, new UUID(0, 1), Instant.EPOCH, ClientAddress.NONE, MessageCodec.encode(request));
        return new Ask(asker, Instruction.of(request), record, NOBODY, 0);
    }

    private void add(Asker asker, Request request, int times) {
        for (int i = 0; i < times; i++) {
            queue.add(ask(asker, request));
        }
    }

    @Test
    void letsNobodyWaitForAllThatAnotherHasAsked() {
        add(greedy, CHEAP, 1_000);
        add(modest, CHEAP, 1);

        List<Asker> first = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            first.add(queue.next().orElseThrow().asker());
        }

        assertThat(first).contains(modest);
    }

    @Test
    void hasAPlaceForANewAskerWhereOthersHaveAll() {
        Lane lane = new Lane(1, 10);
        for (int number = 0; number < 10; number++) {
            assertThat(lane.offer(ask(greedy, CHEAP))).isTrue();
        }

        assertThat(lane.offer(ask(greedy, CHEAP))).isFalse();
        assertThat(lane.offer(ask(modest, CHEAP))).isTrue();
    }

    @Test
    void letsNobodyInBeyondTwiceItsPlacesHoweverManyAskersThereAre() {
        Lane lane = new Lane(1, 10);
        for (int number = 0; number < 20; number++) {
            assertThat(lane.offer(ask(Asker.member(), CHEAP))).isTrue();
        }

        assertThat(lane.offer(ask(modest, CHEAP))).isFalse();
        assertThat(lane.waiting()).isEqualTo(20);
    }

    @Test
    void countsWhatARequestCosts() {
        add(greedy, DEAR, 100);
        add(modest, CHEAP, 1_600);
        Map<Asker, Integer> spent = new HashMap<>();

        for (int i = 0; i < 850; i++) {
            Ask next = queue.next().orElseThrow();
            spent.merge(next.asker(), next.cost(), Integer::sum);
        }

        assertThat((double) spent.get(greedy) / spent.get(modest)).isBetween(0.8, 1.2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void givesEachRequestOnceAndEachAskersInTheirOrder(long seed) {
        Random random = new Random(seed);
        List<Asker> askers = List.of(Asker.member(), Asker.member(), strangers("203.0.113.7"), modest);
        Map<Asker, List<Ask>> asked = new HashMap<>();
        Map<Asker, List<Ask>> given = new HashMap<>();

        for (int step = 0; step < 10_000; step++) {
            if (random.nextBoolean()) {
                Ask ask = ask(askers.get(random.nextInt(askers.size())), random.nextInt(5) == 0 ? DEAR : CHEAP);
                asked.computeIfAbsent(ask.asker(), first -> new ArrayList<>()).add(ask);
                queue.add(ask);
            } else {
                queue.next()
                        .ifPresent(ask -> given.computeIfAbsent(ask.asker(), first -> new ArrayList<>())
                                .add(ask));
            }
        }
        for (Optional<Ask> next = queue.next(); next.isPresent(); next = queue.next()) {
            given.computeIfAbsent(next.get().asker(), first -> new ArrayList<>())
                    .add(next.get());
        }

        assertThat(given).isEqualTo(asked);
        assertThat(queue.size()).isZero();
    }

    /** Otherwise whoever connects anew for each request would have a turn for each. */
    @Test
    void givesTheStrangersOfAnAddressOneTurnAlsoWhereTheyComeAnew() {
        for (int connection = 0; connection < 1_000; connection++) {
            add(strangers("203.0.113.7"), DEAR, 1);
        }
        add(strangers("203.0.113.8"), DEAR, 1);

        List<Asker> first = List.of(
                queue.next().orElseThrow().asker(), queue.next().orElseThrow().asker());

        assertThat(first).contains(strangers("203.0.113.8"));
    }

    @Test
    void forgetsThoseThatAreTakenOut() {
        add(greedy, CHEAP, 5);
        add(modest, CHEAP, 2);

        List<Ask> removed = queue.remove(ask -> ask.asker() == greedy);

        assertThat(removed).hasSize(5);
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.size(greedy)).isZero();
        assertThat(queue.next()).map(Ask::asker).contains(modest);
    }
}
