package io.papertrader.bench.market;

import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Command.OpenPortfolio;
import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.Listing;
import io.papertrader.market.Market;
import io.papertrader.market.MarketSnapshot;
import io.papertrader.market.Progress;
import io.papertrader.market.Recall;
import io.papertrader.market.Rules;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.FillPolicy;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.market.value.Quote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Portfolios that all can pay, and orders of theirs in no order of asset or portfolio. */
final class Crowd {
    static final int PORTFOLIOS = 10_000;
    static final int ASSETS = 500;
    private static final int MAX_OPEN = 1_000;
    private static final int REMEMBERED = 100;
    private static final long VERSION = 0x7000;
    private static final CurrencyCode USD = new CurrencyCode("USD");
    private static final Listing LISTING = new Listing(USD, new AlwaysOpen(), Duration.ofMinutes(1));
    private static final Instant NOW = Instant.parse("2026-01-01T09:00:00Z");

    private final List<AssetSymbol> symbols = IntStream.range(0, ASSETS)
            .mapToObj(number -> new AssetSymbol("A" + number))
            .toList();
    private final Rules rules = new Rules(
            new FeeRule(Money.of("1"), new Percent(10_000_000)),
            FillPolicy.VALUE,
            symbols.stream().collect(Collectors.toMap(Function.identity(), symbol -> LISTING)),
            Duration.ofDays(1),
            MAX_OPEN,
            REMEMBERED);

    /** So many orders, each of its own id, which begins with the time as those of clients do (RFC 9562, version 7). */
    PlaceOrder[] orders(int count) {
        SplittableRandom random = new SplittableRandom(1);
        PlaceOrder[] orders = new PlaceOrder[count];
        for (int i = 0; i < count; i++) {
            Trade trade = new Trade(
                    Side.BUY,
                    symbols.get(random.nextInt(ASSETS)),
                    new Quantity(random.nextLong(1, 1_000_000_000)),
                    new Terms.AtNextValue());
            Instant placedAt = NOW.plusMillis(i / 100);
            orders[i] = new PlaceOrder(
                    new PortfolioId(i % PORTFOLIOS),
                    new TransactionId(new UUID(placedAt.toEpochMilli() << 16 | VERSION, random.nextLong())),
                    trade,
                    placedAt,
                    NOW.plusSeconds(60),
                    NOW);
        }
        return orders;
    }

    /** A market in which everybody has cash and every asset a value. */
    Market market() {
        Market market = new Market(rules, MarketSnapshot.NEW);
        market.recall(new Recall.OfWaiting(Map.of()), 0);
        for (int number = 0; number < PORTFOLIOS; number++) {
            PortfolioId portfolio = new PortfolioId(number);
            market.recall(new Recall.NoPortfolio(portfolio), 0);
            market.execute(new OpenPortfolio(portfolio, USD, Money.of("1000000000"), NOW));
        }
        update(market);
        clear(market);
        return market;
    }

    /** Every asset gets a new value. */
    void update(Market market) {
        long number = market.progress().update() + 1;
        List<Quote> quotes = symbols.stream()
                .map(symbol -> new Quote(symbol, Money.of("190.12"), NOW.plusSeconds(number), "bench"))
                .toList();
        market.execute(new UpdateValues(number, market.lastOrder(), quotes, NOW));
    }

    /** Clears all that is due, in slices; says how many events that gave. */
    int clear(Market market) {
        int events = 0;
        while (market.progress() instanceof Progress.Clearing) {
            events += market.execute(new ClearSlice(market.progress().update(), 1_000, NOW))
                    .size();
        }
        return events;
    }
}
