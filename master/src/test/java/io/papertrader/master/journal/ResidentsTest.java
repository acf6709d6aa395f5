package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Market;
import io.papertrader.market.MarketSnapshot;
import io.papertrader.market.PortfolioState;
import io.papertrader.market.Recall;
import io.papertrader.market.Rules;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.FillPolicy;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResidentsTest {
    private final Market market = new Market(
            new Rules(FeeRule.FREE, FillPolicy.VALUE, Map.of(), Duration.ofDays(7), 1_000, 10), MarketSnapshot.NEW);

    @Test
    void keepsThoseThatWereUsedLast() {
        Residents residents = new Residents(market, 2, 1_000);
        bring(residents, 1, 0);
        bring(residents, 2, 0);
        bring(residents, 3, 0);
        residents.use(new PortfolioId(1));

        residents.shrink(0);

        assertThat(inMemory()).containsExactly(1L, 3L);
    }

    @Test
    void countsTheirOrdersToo() {
        Residents residents = new Residents(market, 100, 50);
        bring(residents, 1, 20);
        bring(residents, 2, 20);
        bring(residents, 3, 20);

        residents.shrink(0);
        residents.shrink(0);

        assertThat(inMemory()).containsExactly(2L, 3L);
    }

    /** It would be read again at once. */
    @Test
    void keepsOneThatIsLargerThanAllMemory() {
        Residents residents = new Residents(market, 100, 50);
        bring(residents, 1, 60);

        residents.shrink(0);

        assertThat(inMemory()).containsExactly(1L);
    }

    @Test
    void forgetsTheOrdersOfThoseThatHaveLeft() {
        Residents residents = new Residents(market, 100, 50);
        bring(residents, 1, 40);
        bring(residents, 2, 40);
        residents.shrink(0);
        bring(residents, 3, 10);

        residents.shrink(0);

        assertThat(inMemory()).containsExactly(2L, 3L);
    }

    private void bring(Residents residents, long id, int orders) {
        PortfolioId portfolio = new PortfolioId(id);
        List<Order> open = LongStream.range(0, orders)
                .mapToObj(number -> order(portfolio, number))
                .toList();
        market.recall(
                new Recall.OfPortfolio(new PortfolioState(
                        portfolio,
                        new CurrencyCode("USD"),
                        Money.ZERO,
                        Map.of(),
                        open,
                        0,
                        TransactionId.FIRST,
                        List.of())),
                0);
        residents.add(portfolio, new UserName("user-" + id));
    }

    private static Order order(PortfolioId portfolio, long number) {
        return new Order(
                number,
                portfolio,
                new TransactionId(new UUID(portfolio.value(), number)),
                new Trade(Side.BUY, new AssetSymbol("KO"), Quantity.of("1"), new Terms.AtNextValue()),
                Money.ZERO,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private List<Long> inMemory() {
        return LongStream.rangeClosed(1, 3)
                .filter(id -> market.isLoaded(new PortfolioId(id)))
                .boxed()
                .toList();
    }
}
