package io.papertrader.master.trade;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeReply.EventPage.NumberedEvent;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events that were missed, by number. */
@QuarkusTest
class ResumeTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    private Trader trader;

    @BeforeEach
    void logIn() {
        updates.next();
        trader = desk.newTrader();
    }

    @Test
    void isEmptyWhereNothingHasHappened() {
        trader.place(trader.purchase("KO", "1"));

        assertThat(resume(0)).isEqualTo(new EventPage(List.of(), 0, false));
    }

    @Test
    void numbersEachAccountsEventsFromOneInTheOrderInWhichTheySettle() {
        Trader other = desk.newTrader();
        TransactionId first = trader.place(trader.purchase("KO", "1"));
        other.place(other.purchase("KO", "1"));
        TransactionId second = trader.place(trader.purchase("AAPL", "1"));
        updates.next();
        TransactionId third = trader.place(trader.sale("KO", "1"));
        updates.next();

        EventPage page = resume(0);

        assertThat(page.latest()).isEqualTo(3);
        assertThat(page.more()).isFalse();
        assertThat(page.events()).extracting(NumberedEvent::number).containsExactly(1L, 2L, 3L);
        assertThat(page.events())
                .extracting(NumberedEvent::transaction)
                .containsExactly(trader.transaction(first), trader.transaction(second), trader.transaction(third));
        assertThat(((EventPage) desk.ask(new Resume(other.session(), 0))).events())
                .extracting(NumberedEvent::number)
                .containsExactly(1L);
    }

    @Test
    void bringsWhatIsBehindTheNumberOnly() {
        IntStream.range(0, 3).forEach(any -> trader.place(trader.purchase("KO", "1")));
        updates.next();

        assertThat(resume(2).events()).extracting(NumberedEvent::number).containsExactly(3L);
        assertThat(resume(3)).isEqualTo(new EventPage(List.of(), 3, false));
        assertThat(resume(1_000_000)).isEqualTo(new EventPage(List.of(), 3, false));
    }

    @Test
    void bringsMoreThanAPageInPages() {
        int count = 2 * EventPage.MOST + 1;
        IntStream.range(0, count).forEach(any -> trader.place(trader.purchase("GE", "0.1")));
        updates.next();
        List<Long> numbers = new ArrayList<>();
        EventPage page;

        do {
            page = resume(numbers.size());
            assertThat(page.events()).hasSizeLessThanOrEqualTo(EventPage.MOST);
            page.events().forEach(event -> numbers.add(event.number()));
        } while (page.more());

        assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        assertThat(page.latest()).isEqualTo(count);
    }

    @Test
    void needsTheSession() {
        assertFailure(
                desk.ask(new Resume(SessionId.of(new byte[SessionId.BYTES]), 0)), DataFail.class, FailCode.BAD_SESSION);
    }

    private EventPage resume(long from) {
        return (EventPage) desk.ask(new Resume(trader.session(), from));
    }
}
