package io.papertrader.market;

import io.papertrader.market.Command.CancelOrder;
import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Command.OpenPortfolio;
import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.FillPolicy;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.market.value.Quote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A market with its clock, and short ways to tell it something. Its assets are KO and FUND in USD, and SAP in EUR. */
final class Trader {
    static final PortfolioId ANN = new PortfolioId(1);
    static final PortfolioId BOB = new PortfolioId(2);
    static final CurrencyCode USD = new CurrencyCode("USD");
    static final CurrencyCode EUR = new CurrencyCode("EUR");
    static final AssetSymbol KO = new AssetSymbol("KO");
    static final AssetSymbol FUND = new AssetSymbol("FUND");
    static final AssetSymbol SAP = new AssetSymbol("SAP");
    static final Terms NEXT = new Terms.AtNextValue();
    static final Duration STALE_AFTER = Duration.ofMinutes(1);
    static final Duration EXPIRE_AFTER = Duration.ofHours(1);
    static final int MAX_OPEN = 3;
    static final int REMEMBERED = 2;

    final Market market;
    Instant now = Instant.parse("2026-01-01T09:00:00Z");

    private Trader(Market market) {
        this.market = market;
    }

    private static Listing listing(CurrencyCode currency) {
        return new Listing(currency, new AlwaysOpen(), STALE_AFTER);
    }

    static Rules rules(FeeRule feeRule) {
        return rules(feeRule, Map.of(KO, listing(USD), FUND, listing(USD), SAP, listing(EUR)));
    }

    private static Rules rules(FeeRule feeRule, Map<AssetSymbol, Listing> listed) {
        return new Rules(feeRule, FillPolicy.VALUE, listed, EXPIRE_AFTER, MAX_OPEN, REMEMBERED);
    }

    /** A market in which nothing has happened. */
    static Trader inNewMarket() {
        return inNewMarket(FeeRule.FREE);
    }

    static Trader inNewMarket(FeeRule feeRule) {
        return inNewMarket(rules(feeRule));
    }

    private static Trader inNewMarket(Rules rules) {
        Trader trader = new Trader(new Market(rules, MarketSnapshot.NEW));
        trader.market.recall(new Recall.OfWaiting(Map.of()), 0);
        return trader;
    }

    /** A market in which Ann has 1000 USD and KO costs 10. */
    static Trader withCash() {
        return withCash(FeeRule.FREE);
    }

    static Trader withCash(FeeRule feeRule) {
        Trader trader = inNewMarket(feeRule);
        trader.open(ANN, USD, "1000");
        trader.update("KO 10");
        return trader;
    }

    /** A market in which Ann has 1000 USD, and this is all that is known of KO. */
    static Trader withListing(Listing listing) {
        Trader trader = inNewMarket(rules(FeeRule.FREE, Map.of(KO, listing)));
        trader.open(ANN, USD, "1000");
        return trader;
    }

    /** A market that begins with what the journal of another has; nobody is in memory. */
    static Trader inMarketOf(Trader before) {
        Trader trader = knowingNobodyWhoWaits(before);
        trader.market.recall(new Recall.OfWaiting(before.market.waiting()), 0);
        return trader;
    }

    /** The same, where it was not read yet who has open orders. */
    static Trader knowingNobodyWhoWaits(Trader before) {
        Trader trader = new Trader(new Market(rules(FeeRule.FREE), before.market.state()));
        trader.now = before.now;
        return trader;
    }

    MarketEvent open(PortfolioId portfolio, CurrencyCode currency, String cash) {
        market.recall(new Recall.NoPortfolio(portfolio), market.position());
        return one(new OpenPortfolio(portfolio, currency, Money.of(cash), now));
    }

    MarketEvent buy(int id, String quantity, AssetSymbol symbol) {
        return place(ANN, id, new Trade(Side.BUY, symbol, Quantity.of(quantity), NEXT));
    }

    MarketEvent sell(int id, String quantity, AssetSymbol symbol) {
        return place(ANN, id, new Trade(Side.SELL, symbol, Quantity.of(quantity), NEXT));
    }

    MarketEvent place(PortfolioId portfolio, int id, Trade trade) {
        return one(new PlaceOrder(portfolio, id(id), trade, now, now.plusSeconds(10), now));
    }

    MarketEvent cancel(int id) {
        return one(new CancelOrder(ANN, id(id), now));
    }

    MarketEvent setAside(int id, String reason) {
        return one(new SetOrderAside(ANN, id(id), reason, now));
    }

    /** Brings values a second later, as {@code KO 10}, and clears all that is due at them. */
    List<MarketEvent> update(String... values) {
        List<MarketEvent> events = new ArrayList<>(bring(values));
        events.addAll(slice(1_000));
        return events;
    }

    /** Brings values a second later, and clears nothing yet. */
    List<MarketEvent> bring(String... values) {
        now = now.plusSeconds(1);
        List<Quote> quotes = List.of(values).stream().map(this::quote).toList();
        return market.execute(new UpdateValues(market.progress().update() + 1, market.lastOrder(), quotes, now));
    }

    List<MarketEvent> slice(int limit) {
        return market.execute(slice(market.progress().update(), limit));
    }

    ClearSlice slice() {
        return slice(market.progress().update(), 1);
    }

    private ClearSlice slice(long update, int limit) {
        return new ClearSlice(update, limit, now);
    }

    MarketEvent one(Command command) {
        return market.execute(command).getLast();
    }

    Quote quote(String text) {
        String[] parts = text.split(" ", 2);
        return new Quote(new AssetSymbol(parts[0]), Money.of(parts[1]), now, "test");
    }

    PortfolioState ann() {
        return market.portfolio(ANN);
    }

    static TransactionId id(int number) {
        return new TransactionId(new UUID(0, number));
    }
}
