package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.node.socket.AddressBlock;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests on their way: whose turn it is, and what becomes of them. */
class RequestsUnderWayTest {
    private static final int WAITING = 100;
    private static final long LATE = 1_000;

    private static final Request READ = new GetWorkers();
    private static final Request ORDER =
            new PurchaseAsset(new SessionId("S".repeat(43)), new AssetSymbol("AAPL"), Quantity.of("1"));
    private static final Request LOGIN = new Login(new UserName("ann"), new HashedPass("A".repeat(43)), false);

    /** Places for one request of each kind, whatever it costs. */
    private final RequestsUnderWay requests = new RequestsUnderWay(new OnePlaceEach(), WAITING);

    private final FakeLink link = new FakeLink();
    private final Asker member = Asker.member();
    private final Asker stranger = strangerFrom("203.0.113.7");
    private long lastCorrelation;

    private record OnePlaceEach() implements LanesConfig {
        @Override
        public int orders() {
            return 1;
        }

        @Override
        public int members() {
            return 1;
        }

        @Override
        public int strangers() {
            return 1;
        }

        @Override
        public int strangersWaiting() {
            return WAITING;
        }
    }

    /** A link that takes all, but for when it is full. */
    private static final class FakeLink implements RequestsUnderWay.Link {
        private final List<LinkRecord> sent = new ArrayList<>();
        private boolean isFull;

        @Override
        public boolean isFull() {
            return isFull;
        }

        @Override
        public void send(LinkRecord record) {
            sent.add(record);
        }

        private List<Long> numbers() {
            return sent.stream().map(LinkRecord::correlation).toList();
        }
    }

    /** An answer as it comes to whoever has asked. */
    private static class Heard implements Answer {
        private final List<Buffer> frames = new ArrayList<>();
        private boolean isWhole;
        private boolean isBroken;

        @Override
        public void frame(Buffer frame, boolean isLast) {
            frames.add(frame);
            isWhole = isLast;
        }

        @Override
        public void broken() {
            isBroken = true;
        }

        private FailCode failure() {
            Frame only = Frame.decode(frames.getLast());
            return ((Failure) MessageCodec.decodeReply(only)).code();
        }
    }

    private static Asker strangerFrom(String address) {
        return new Asker.Strangers(AddressBlock.of(InetAddress.ofLiteral(address)));
    }

    private Ask offer(Asker asker, Request request, Answer answer) {
        LinkRecord record = new LinkRecord(
                ++lastCorrelation, new UUID(0, 1), Instant.EPOCH, ClientAddress.NONE, MessageCodec.encode(request));
        Ask ask = new Ask(asker, Instruction.of(request), record, answer, LATE);
        assertThat(requests.offer(ask)).isTrue();
        return ask;
    }

    private long offer(Asker asker, Request request) {
        return offer(asker, request, new Heard()).record().correlation();
    }

    private static Frame packet(int number, int max) {
        return new Frame(
                new Header(MessageType.SERVER_RETURN, Instruction.DATA.code(), 4, 0, number, max),
                Buffer.buffer("data"));
    }

    @Test
    void sendsOrdersWhileOthersHaveAllPlacesOfTheirs() {
        for (int number = 0; number < WAITING; number++) {
            offer(member, READ);
            offer(stranger, LOGIN);
        }
        requests.send(link);
        int before = link.sent.size();

        long order = offer(Asker.member(), ORDER);
        requests.send(link);

        assertThat(link.numbers().subList(before, link.sent.size())).containsExactly(order);
    }

    @Test
    void leavesToStrangersNoPlaceOfMembers() {
        offer(stranger, LOGIN);
        offer(strangerFrom("203.0.113.8"), LOGIN);
        requests.send(link);
        assertThat(link.sent).hasSize(1);

        long read = offer(member, READ);
        requests.send(link);

        assertThat(link.numbers()).hasSize(2).last().isEqualTo(read);
    }

    @Test
    void keepsWhatTheLinkDoesNotTakeAndSendsItWhenItDoes() {
        link.isFull = true;
        long read = offer(member, READ);
        long order = offer(member, ORDER);

        requests.send(link);
        assertThat(link.sent).isEmpty();
        link.isFull = false;
        requests.send(link);

        assertThat(link.numbers()).containsExactlyInAnyOrder(read, order);
    }

    @Test
    void handsOnEachFrameAsItComesAndFreesThePlaceWithTheLast() {
        Heard heard = new Heard();
        Ask first = offer(member, READ, heard);
        long next = offer(member, READ);
        requests.send(link);

        assertThat(requests.answer(first, packet(1, 2))).isFalse();
        requests.send(link);
        assertThat(heard.frames).containsExactly(packet(1, 2).encode());
        assertThat(heard.isWhole).isFalse();
        assertThat(link.sent).hasSize(1);

        assertThat(requests.answer(first, packet(2, 2))).isTrue();
        requests.send(link);
        assertThat(heard.isWhole).isTrue();
        assertThat(link.numbers()).last().isEqualTo(next);
    }

    @Test
    void freesThePlaceOfARequestWhoseAnswerCannotBeHandedOn() {
        Ask unlucky = offer(member, READ, new Heard() {
            @Override
            public void frame(Buffer frame, boolean isLast) {
                super.frame(frame, isLast);
                if (super.frames.size() == 1) {
                    throw new IllegalStateException("nobody can take this");
                }
            }
        });
        long next = offer(member, READ);
        requests.send(link);

        assertThat(requests.answer(unlucky, packet(1, 1))).isTrue();

        requests.send(link);
        assertThat(link.numbers()).last().isEqualTo(next);
        assertThat(requests.find(unlucky.record().correlation())).isNull();
    }

    @Test
    void tellsWhoeverAskedWhereThePacketsOfAnAnswerAreNoSet() {
        Heard heard = new Heard();
        Ask ask = offer(member, READ, heard);
        requests.send(link);

        assertThat(requests.answer(ask, packet(2, 2))).isTrue();

        assertThat(heard.failure()).isEqualTo(FailCode.UNAVAILABLE);
    }

    @Test
    void endsAnAnswerWhoseFurtherFramesAreWrongAsBroken() {
        Heard heard = new Heard();
        Ask ask = offer(member, READ, heard);
        requests.send(link);
        requests.answer(ask, packet(1, 3));

        assertThat(requests.answer(ask, packet(3, 3))).isTrue();

        assertThat(heard.isBroken).isTrue();
        assertThat(heard.frames).hasSize(1);
    }

    @Test
    void sendsAgainWhatMayBeSentTwiceAndGivesUpTheRest() {
        Heard lost = new Heard();
        offer(stranger, new GetWorkers(), new Heard());
        Ask begun = offer(member, READ, lost);
        requests.send(link);
        requests.answer(begun, packet(1, 2));

        requests.lose(false);
        FakeLink fresh = new FakeLink();
        requests.sendAgain(fresh);

        assertThat(lost.isBroken).isTrue();
        assertThat(fresh.numbers()).containsExactly(1L);
    }

    @Test
    void givesUpAllWhereNoOtherLinkComes() {
        Heard heard = new Heard();
        offer(member, READ, heard);
        requests.send(link);

        requests.lose(true);

        assertThat(heard.failure()).isEqualTo(FailCode.UNAVAILABLE);
        assertThat(requests.size()).isZero();
    }

    @Test
    void givesUpWhatIsLateAndFreesItsPlace() {
        Heard sent = new Heard();
        Heard waiting = new Heard();
        offer(member, READ, sent);
        offer(member, READ, waiting);
        requests.send(link);

        assertThat(requests.giveUpLate(LATE - 1)).isFalse();
        assertThat(requests.giveUpLate(LATE)).isTrue();

        assertThat(sent.failure()).isEqualTo(FailCode.UNAVAILABLE);
        assertThat(waiting.failure()).isEqualTo(FailCode.UNAVAILABLE);
        assertThat(requests.size()).isZero();
        offer(member, READ);
        requests.send(link);
        assertThat(link.sent).hasSize(2);
    }
}
