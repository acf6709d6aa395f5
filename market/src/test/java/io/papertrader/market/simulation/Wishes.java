package io.papertrader.market.simulation;

import io.papertrader.market.Command.OpenPortfolio;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.market.value.Quote;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The wishes of clients and providers: mostly sensible, sometimes absurd. */
final class Wishes {
    private static final Money MOST = new Money(Long.MAX_VALUE);

    private final RandomGenerator random;

    Wishes(RandomGenerator random) {
        this.random = random;
    }

    OpenPortfolio opening(PortfolioId portfolio, Instant at) {
        CurrencyCode currency = (portfolio.value() + random.nextInt(40) / 39) % 10 == 0 ? World.EUR : World.USD;
        Money cash =
                portfolio.value() % 7 == 0 ? new Money(MOST.units() - random.nextLong(1 << 30)) : Money.of("100000");
        return new OpenPortfolio(portfolio, currency, portfolio.value() % 11 == 0 ? Money.ZERO : cash, at);
    }

    /** A trade that a portfolio like this may want; about half can be done. */
    Trade trade(Model model, PortfolioId portfolio) {
        AssetSymbol symbol = any(World.SYMBOLS);
        Account account = model.accounts.get(portfolio.value());
        if (account != null && !account.quantities.isEmpty() && random.nextInt(3) == 0) {
            symbol = any(List.copyOf(account.quantities.keySet()));
            Quantity held = Quantity.of(account.quantities.get(symbol).toPlainString());
            return new Trade(Side.SELL, symbol, part(held), terms(model, symbol));
        }
        Side side = random.nextInt(10) == 0 ? Side.SELL : Side.BUY;
        return new Trade(side, symbol, quantity(symbol), terms(model, symbol));
    }

    /** A trade that nobody else comes up with. */
    Trade unlikeAnyOther() {
        return new Trade(Side.BUY, World.KO, new Quantity(random.nextLong(1, 1L << 40)), new Terms.AtNextValue());
    }

    /** An open order, an ended one, or one that never was. */
    TransactionId order(Model model, PortfolioId portfolio) {
        Account account = model.accounts.get(portfolio.value());
        if (account == null || account.orders.isEmpty() || random.nextInt(20) == 0) {
            return new TransactionId(new UUID(random.nextLong(), random.nextLong()));
        }
        boolean isOpen = account.ended.isEmpty() || (!account.open.isEmpty() && random.nextInt(5) > 0);
        return isOpen ? any(account.open).id() : any(account.ended).order().id();
    }

    /** A corporate action of an asset; some cannot be booked by those who have much of it. */
    CorporateAction action(int number) {
        AssetSymbol symbol = any(World.SYMBOLS);
        return new CorporateAction(
                new ActionId(symbol + "/" + number), symbol, LocalDate.of(2026, 1, 1), change(symbol));
    }

    private Change change(AssetSymbol symbol) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Change.Split(new ShareRatio(random.nextLong(1, 30), random.nextLong(1, 4)));
            case 2 -> new Change.Split(new ShareRatio(1, random.nextLong(2, ShareRatio.MOST)));
            case 3, 4 -> new Change.Dividend(new Money(random.nextLong(1, 1L << random.nextInt(4, 40))));
            case 5 -> renaming(symbol);
            case 6 -> new Change.Delisting(Optional.of(new Money(random.nextLong(1L << random.nextInt(4, 40)))));
            default -> new Change.Delisting(Optional.empty());
        };
    }

    private Change renaming(AssetSymbol symbol) {
        AssetSymbol to = any(World.SYMBOLS);
        return to.equals(symbol) ? new Change.Dividend(new Money(1)) : new Change.Renaming(to);
    }

    List<Quote> quotes(Instant now) {
        List<Quote> quotes = new ArrayList<>();
        for (AssetSymbol symbol : World.SYMBOLS) {
            int chances = symbol.equals(World.RARE) ? 200 : 8;
            if (symbol.equals(World.RARE) ? random.nextInt(chances) == 0 : random.nextInt(chances) > 0) {
                quotes.add(quote(symbol, now));
            }
            if (random.nextInt(50) == 0) {
                quotes.add(quote(symbol, now));
            }
        }
        return quotes;
    }

    private Quote quote(AssetSymbol symbol, Instant now) {
        long units =
                switch (random.nextInt(40)) {
                    case 0 -> 0;
                    case 1 -> -random.nextLong(1 << 20);
                    case 2 -> symbol.equals(World.HUGE) ? Long.MAX_VALUE : value(symbol);
                    default -> value(symbol);
                };
        Instant time = random.nextInt(30) == 0 ? now.minusSeconds(60) : now;
        return new Quote(symbol, new Money(units), time, "simulation");
    }

    private long value(AssetSymbol symbol) {
        if (symbol.equals(World.HUGE)) {
            return random.nextLong(Long.MAX_VALUE / 4, Long.MAX_VALUE);
        }
        return symbol.equals(World.DUST) ? random.nextLong(1, 60) : random.nextLong(4_000_000_000L, 6_000_000_000L);
    }

    private Terms terms(Model model, AssetSymbol symbol) {
        SeenQuote seen = model.values.get(symbol);
        if (seen == null || random.nextInt(3) > 0) {
            return new Terms.AtNextValue();
        }
        long value = seen.quote().value().units();
        Money price = new Money(Math.max(1, value - value / 16 + random.nextLong(value / 8 + 1)));
        return random.nextBoolean() ? new Terms.Limit(price) : new Terms.NextValueOrNever(price);
    }

    private Quantity quantity(AssetSymbol symbol) {
        if (random.nextInt(60) == 0) {
            return new Quantity(random.nextLong(Long.MAX_VALUE));
        }
        if (symbol.equals(World.HUGE)) {
            return new Quantity(random.nextLong(1, 150_000_000));
        }
        if (symbol.equals(World.DUST)) {
            return new Quantity(random.nextLong(Long.MAX_VALUE >> random.nextInt(40)));
        }
        return new Quantity(random.nextLong(200_000_000_000L) >> random.nextInt(12));
    }

    private Quantity part(Quantity held) {
        return random.nextBoolean() ? held : new Quantity(random.nextLong(held.units()) + 1);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
