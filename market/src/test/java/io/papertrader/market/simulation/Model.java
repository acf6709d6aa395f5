package io.papertrader.market.simulation;

import static io.papertrader.market.simulation.Account.MOST;
import static io.papertrader.market.simulation.Account.exact;
import static io.papertrader.market.simulation.EventText.plain;
import static io.papertrader.market.simulation.EventText.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command;
import io.papertrader.market.Ending;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.MarketSnapshot;
import io.papertrader.market.Progress;
import io.papertrader.market.Trading;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.market.value.Quote;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The outcome that each command must have, computed in the most obvious way and with none of the market's code. It
 * knows the whole history, which is also the content of the store's tables.
 */
final class Model {
    final Map<Long, Account> accounts = new TreeMap<>();
    final Map<AssetSymbol, SeenQuote> values = new TreeMap<>();
    private final Set<Account> touched = new HashSet<>();
    final ModelActions actions = new ModelActions(this);
    private long lastOrder;

    /** The portfolios that the master goes on without, whose orders wait for a later update. */
    Set<PortfolioId> leftOut = Set.of();

    /** The number of times that the market's time began anew. */
    int beginnings;

    /** The time at which the last update's values began to be retrieved; nothing later fills at them. */
    Instant retrievedAt = Instant.EPOCH;

    Progress progress = new Progress.Cleared(0);
    private Trading trading = Trading.Open.ALWAYS;

    /** Checks the events of a command that is now durable against what must be, and takes them into the history. */
    void check(Command command, List<MarketEvent> all) {
        touched.clear();
        List<MarketEvent> events = actions.withoutMadeUp(command, all);
        actions.checkMadeUp(command);
        switch (command) {
            case Command.OpenPortfolio open ->
                assertThat(text(events)).as("%s", open).isEqualTo(open(open));
            case Command.PlaceOrder place ->
                assertThat(text(events)).as("%s", place).isEqualTo(place(place, events));
            case Command.CancelOrder cancel ->
                assertThat(text(events)).as("%s", cancel).isEqualTo(withdraw(cancel, Ending.CANCELLED));
            case Command.SetOrderAside aside ->
                assertThat(text(events)).as("%s", aside).isEqualTo(withdraw(aside, Ending.SET_ASIDE));
            case Command.UpdateValues update ->
                assertThat(text(events)).as("%s", update).isEqualTo(update(update));
            case Command.ForgetValues forget ->
                assertThat(text(events)).as("%s", forget).isEqualTo(forget());
            case Command.ClearSlice slice -> clear(slice, events);
            case Command.AnnounceAction announcement ->
                assertThat(text(events)).as("%s", announcement).isEqualTo(actions.announce(announcement));
            case Command.ActSlice slice -> actions.act(slice, events);
            case Command.SkipPart skip ->
                assertThat(text(events)).as("%s", skip).isEqualTo(actions.skip(skip));
            case Command.PassOver passing ->
                assertThat(text(events)).as("%s", passing).isEqualTo(actions.passOver(passing));
            case Command.TakeMissedParts made ->
                assertThat(events).as("%s", made).isEmpty();
            case Command.OfTrading change ->
                assertThat(text(events)).as("%s", change).isEqualTo(change(change));
        }
        transfer(all);
    }

    /** Checks the first events of a command, behind which the store took no more, and takes them into the history. */
    void checkBegun(Command command, List<MarketEvent> all) {
        touched.clear();
        List<MarketEvent> events = actions.withoutMadeUp(command, all);
        switch (command) {
            case Command.ClearSlice slice -> clear(slice, events);
            case Command.ActSlice slice -> actions.act(slice, events);
            default -> assertThat(events).as("%s", command).isEmpty();
        }
        transfer(all);
    }

    private void transfer(List<MarketEvent> events) {
        events.forEach(this::transfer);
        touched.forEach(Account::check);
    }

    Map<AssetSymbol, Set<PortfolioId>> waiting() {
        Map<AssetSymbol, Set<PortfolioId>> waiting = new TreeMap<>();
        accounts.values()
                .forEach(account -> account.open.forEach(
                        order -> waiting.computeIfAbsent(order.trade().symbol(), first -> new HashSet<>())
                                .add(account.id)));
        return waiting;
    }

    MarketSnapshot state() {
        return new MarketSnapshot(
                trading,
                lastOrder,
                progress,
                List.copyOf(values.values()),
                actions.announced.size(),
                actions.exchanged);
    }

    Account account(PortfolioId id) {
        Account account = accounts.get(id.value());
        touched.add(account);
        return account;
    }

    private String open(Command.OpenPortfolio command) {
        if (accounts.containsKey(command.portfolio().value())) {
            boolean isSame = account(command.portfolio()).currency.equals(command.currency());
            return isSame ? "done before" : "refused PORTFOLIO_EXISTS";
        }
        accounts.put(
                command.portfolio().value(),
                new Account(command.portfolio(), command.currency(), exact(command.cash())));
        return "opened " + command.portfolio() + " " + command.cash();
    }

    private String place(Command.PlaceOrder command, List<MarketEvent> events) {
        if (!accounts.containsKey(command.portfolio().value())) {
            return "refused UNKNOWN_PORTFOLIO";
        }
        Account account = account(command.portfolio());
        if (account.orders.containsKey(command.id())) {
            Order known = account.orders.get(command.id());
            return known.trade().equals(command.trade()) ? "known " + known.number() : "refused ID_USED";
        }
        String refusal = refusal(command, account);
        if (!refusal.isEmpty()) {
            return "refused " + refusal;
        }
        BigDecimal reserved = command.trade().side() == Side.BUY ? withFee(gross(command.trade())) : BigDecimal.ZERO;
        lastOrder++;
        if (events.getFirst() instanceof MarketEvent.OrderAccepted(Order order)) {
            assertThat(order.trade()).isEqualTo(command.trade());
            assertThat(order.id()).isEqualTo(command.id());
            account.accept(order);
        }
        return "accepted " + lastOrder + " reserved " + plain(reserved);
    }

    private String refusal(Command.PlaceOrder command, Account account) {
        Trade trade = command.trade();
        if (command.at().isAfter(command.deadline())) {
            return "DEADLINE_PASSED";
        }
        if (trade.symbol().equals(World.UNLISTED)) {
            return "UNKNOWN_ASSET";
        }
        if (trade.symbol().equals(World.FOREIGN) != account.currency.equals(World.EUR)) {
            return "OTHER_CURRENCY";
        }
        if (trading instanceof Trading.Closed) {
            return "MARKET_CLOSED";
        }
        SeenQuote seen = values.get(trade.symbol());
        if (seen == null
                || actions.isOfOtherShares(seen)
                || age(seen, command.at()).compareTo(World.STALE_AFTER) > 0) {
            return "STALE_VALUE";
        }
        BigDecimal gross = gross(trade);
        String lack = trade.side() == Side.BUY ? "INSUFFICIENT_FUNDS" : "INSUFFICIENT_HOLDINGS";
        if (gross.compareTo(MOST) > 0) {
            return lack;
        }
        if (gross.signum() == 0) {
            return "TOO_SMALL";
        }
        if (account.open.size() == World.MAX_OPEN) {
            return "TOO_MANY_OPEN_ORDERS";
        }
        boolean isThere = trade.side() == Side.BUY
                ? withFee(gross).compareTo(account.cash.subtract(account.reservedCash())) <= 0
                : exact(trade.quantity()).compareTo(account.free(trade.symbol())) <= 0;
        return isThere ? "" : lack;
    }

    /** The time for which the market's clock has gone on since a value was seen. */
    private Duration age(SeenQuote seen, Instant now) {
        return switch (trading) {
            case Trading.Open(Instant since, Duration stood)
            when seen.seenAt().isBefore(since) -> {
                Instant haltedAt = since.minus(stood);
                Duration before =
                        seen.seenAt().isBefore(haltedAt) ? Duration.between(seen.seenAt(), haltedAt) : Duration.ZERO;
                yield before.plus(Duration.between(since, now));
            }
            case Trading.Halted(Instant since) -> Duration.between(seen.seenAt(), since);
            default -> Duration.between(seen.seenAt(), now);
        };
    }

    private String change(Command.OfTrading command) {
        Trading after =
                switch (command) {
                    case Command.OpenMarket open ->
                        switch (trading) {
                            case Trading.Open here -> here;
                            case Trading.Halted(Instant since) ->
                                new Trading.Open(open.at(), Duration.between(since, open.at()));
                            case Trading.Closed closed -> new Trading.Open(open.at(), Duration.ZERO);
                        };
                    case Command.HaltMarket halt ->
                        trading instanceof Trading.Open ? new Trading.Halted(halt.at()) : trading;
                    case Command.CloseMarket close ->
                        trading instanceof Trading.Closed
                                ? trading
                                : new Trading.Closed(close.at(), progress.update(), close.reason());
                };
        String text = after.equals(trading) ? "" : "trading " + after.getClass().getSimpleName();
        trading = after;
        return text;
    }

    private BigDecimal gross(Trade trade) {
        BigDecimal price =
                switch (trade.terms()) {
                    case Terms.AtNextValue now ->
                        exact(values.get(trade.symbol()).quote().value());
                    case Terms.Limit limit -> exact(limit.price());
                    case Terms.NextValueOrNever limit -> exact(limit.price());
                };
        return times(price, trade);
    }

    private static BigDecimal times(BigDecimal price, Trade trade) {
        return price.multiply(exact(trade.quantity())).setScale(8, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal withFee(BigDecimal gross) {
        return gross.add(fee(gross));
    }

    private static BigDecimal fee(BigDecimal gross) {
        return World.FIXED_FEE.add(gross.multiply(World.FEE_SHARE).setScale(8, RoundingMode.HALF_EVEN));
    }

    /** True where the order fills or ends at the values that are being cleared. */
    private boolean isDue(Order order) {
        SeenQuote seen = values.get(order.trade().symbol());
        return progress instanceof Progress.Clearing(MarketEvent.ValuesUpdated current)
                && seen.update() == current.number()
                && order.number() <= current.lastOrder()
                && (isMet(order.trade(), exact(seen.quote().value()))
                        || !(order.trade().terms() instanceof Terms.Limit));
    }

    private String withdraw(Command.OfOrder command, Ending ending) {
        if (!accounts.containsKey(command.portfolio().value())) {
            return "refused UNKNOWN_PORTFOLIO";
        }
        Account account = account(command.portfolio());
        if (!account.orders.containsKey(command.id())) {
            return "refused UNKNOWN_ORDER";
        }
        if (account.endings.containsKey(command.id())) {
            return account.endings.get(command.id()) == ending ? "done before" : "refused ORDER_ENDED";
        }
        Order order = account.orders.get(command.id());
        if (ending == Ending.CANCELLED && isDue(order)) {
            return "refused ORDER_DUE";
        }
        account.end(order, ending);
        return ending + " " + order.number() + " event " + account.ended.size();
    }

    private String update(Command.UpdateValues command) {
        if (command.number() != progress.update() + 1) {
            return "refused WRONG_UPDATE";
        }
        if (!(progress instanceof Progress.Cleared)) {
            return "refused STILL_CLEARING";
        }
        List<String> texts = new ArrayList<>();
        List<Quote> taken = new ArrayList<>();
        for (Quote quote : command.quotes()) {
            String fault = fault(quote, taken);
            if (fault.isEmpty()) {
                taken.add(quote);
            } else {
                texts.add("aside " + fault + " " + quote);
            }
        }
        long due = Math.min(command.lastOrder(), lastOrder);
        texts.add("updated " + command.number() + " up to " + due + " " + taken);
        taken.forEach(quote -> values.put(quote.symbol(), new SeenQuote(quote, command.number(), command.at())));
        progress = new Progress.Clearing(new MarketEvent.ValuesUpdated(command.number(), due, taken, command.at()));
        return String.join("; ", texts);
    }

    private String forget() {
        boolean isAtRest = trading instanceof Trading.Closed
                && progress instanceof Progress.Cleared
                && accounts.values().stream().allMatch(account -> account.open.isEmpty());
        if (!isAtRest) {
            return "refused STILL_TRADING";
        }
        values.clear();
        beginnings++;
        return "forgotten";
    }

    private String fault(Quote quote, List<Quote> taken) {
        if (quote.symbol().equals(World.UNLISTED)) {
            return "UNKNOWN_ASSET";
        }
        if (exact(quote.value()).signum() <= 0) {
            return "NOT_POSITIVE";
        }
        SeenQuote last = values.get(quote.symbol());
        if (last != null && !quote.time().isAfter(last.quote().time())) {
            return "NOT_LATER";
        }
        return taken.stream().anyMatch(other -> other.symbol().equals(quote.symbol())) ? "TWICE" : "";
    }

    private void checkWasPlacedBefore(MarketEvent.OrderEnded ended) {
        if (ended instanceof MarketEvent.OrderFilled || ended instanceof MarketEvent.OrderRejected) {
            assertThat(ended.order().acceptedAt()).as("%s", ended).isBeforeOrEqualTo(retrievedAt);
        }
    }

    /**
     * A slice may end anywhere, but each order that ends is its account's first that has to; none is left when it says
     * so.
     */
    private void clear(Command.ClearSlice command, List<MarketEvent> events) {
        if (!(progress instanceof Progress.Clearing(MarketEvent.ValuesUpdated current))
                || current.number() != command.update()) {
            assertThat(text(events)).as("%s", command).isEqualTo("refused NOT_CLEARING");
            return;
        }
        assertThat(events.size()).as("%s", command).isLessThanOrEqualTo(command.limit() + 1);
        for (MarketEvent event : events) {
            if (event instanceof MarketEvent.OrderEnded ended) {
                String expected = next(accounts.get(ended.order().portfolio().value()), current);
                assertThat(text(event)).as("%s", command).isEqualTo(expected);
                checkWasPlacedBefore(ended);
            } else {
                assertThat(text(event)).as("%s", command).isEqualTo("cleared " + command.update());
                assertThat(event).isSameAs(events.getLast());
                accounts.values().stream()
                        .filter(account -> !leftOut.contains(account.id))
                        .forEach(account -> assertThat(next(account, current)).isEmpty());
                progress = new Progress.Cleared(command.update());
            }
        }
    }

    /** The end of the first of an account's open orders that has to end; empty where none has to. */
    private String next(Account account, MarketEvent.ValuesUpdated current) {
        List<Order> open = new ArrayList<>(account.open);
        open.sort((a, b) -> a.placedAt().equals(b.placedAt())
                ? Long.compare(a.number(), b.number())
                : a.placedAt().compareTo(b.placedAt()));
        for (Order order : open) {
            String becomes = become(order, current);
            if (!becomes.isEmpty()) {
                return becomes;
            }
        }
        return "";
    }

    /** The event that an open order must come to in this update; empty where it waits. */
    private String become(Order order, MarketEvent.ValuesUpdated current) {
        Account account = accounts.get(order.portfolio().value());
        SeenQuote seen = values.get(order.trade().symbol());
        if (seen.update() == current.number()) {
            return order.number() <= current.lastOrder()
                    ? settle(order, account, exact(seen.quote().value()))
                    : "";
        }
        if (trading instanceof Trading.Closed closed && current.number() > closed.lastUpdate()) {
            return end(order, account, Ending.EXPIRED, "EXPIRED", " MARKET_CLOSED");
        }
        boolean isSilent = seen.seenAt().plus(World.EXPIRE_AFTER).isBefore(current.at())
                && order.acceptedAt().plus(World.EXPIRE_AFTER).isBefore(current.at());
        return isSilent ? end(order, account, Ending.EXPIRED, "EXPIRED", " NO_VALUE") : "";
    }

    private String settle(Order order, Account account, BigDecimal value) {
        Trade trade = order.trade();
        if (!isMet(trade, value)) {
            return trade.terms() instanceof Terms.Limit
                    ? ""
                    : end(order, account, Ending.REJECTED, "rejected", " TERMS");
        }
        BigDecimal gross = times(value, trade);
        BigDecimal fee = trade.side() == Side.SELL ? fee(gross).min(gross) : fee(gross);
        if (gross.compareTo(MOST) > 0 || fee(gross).compareTo(MOST) > 0) {
            return end(order, account, Ending.SET_ASIDE, "SET_ASIDE", "");
        }
        String text = " at " + plain(value) + " gross " + plain(gross) + " fee " + plain(fee);
        return switch (trade.side()) {
            case BUY -> buy(order, account, gross.add(fee), text);
            case SELL -> sell(order, account, gross, fee, text);
        };
    }

    private static boolean isMet(Trade trade, BigDecimal value) {
        int direction = trade.side() == Side.BUY ? 1 : -1;
        return switch (trade.terms()) {
            case Terms.AtNextValue now -> true;
            case Terms.Limit limit -> value.compareTo(exact(limit.price())) * direction <= 0;
            case Terms.NextValueOrNever limit -> value.compareTo(exact(limit.price())) * direction <= 0;
        };
    }

    private String buy(Order order, Account account, BigDecimal cost, String text) {
        AssetSymbol symbol = order.trade().symbol();
        BigDecimal quantity = exact(order.trade().quantity());
        BigDecimal others = account.reservedCash().subtract(exact(order.reserved()));
        if (cost.compareTo(MOST) > 0) {
            return end(order, account, Ending.SET_ASIDE, "SET_ASIDE", "");
        }
        if (cost.compareTo(account.cash.subtract(others)) > 0) {
            return end(order, account, Ending.REJECTED, "rejected", " TOO_DEAR");
        }
        if (account.quantity(symbol).add(quantity).compareTo(MOST) > 0
                || account.cost(symbol).add(cost).compareTo(MOST) > 0) {
            return end(order, account, Ending.SET_ASIDE, "SET_ASIDE", "");
        }
        account.buy(symbol, quantity, cost);
        return end(order, account, Ending.FILLED, "filled", text);
    }

    private String sell(Order order, Account account, BigDecimal gross, BigDecimal fee, String text) {
        if (account.cash.add(gross).compareTo(MOST) > 0) {
            return end(order, account, Ending.SET_ASIDE, "SET_ASIDE", "");
        }
        account.sell(order.trade().symbol(), exact(order.trade().quantity()), gross.subtract(fee));
        return end(order, account, Ending.FILLED, "filled", text);
    }

    String end(Order order, Account account, Ending ending, String word, String text) {
        account.end(order, ending);
        touched.add(account);
        return word + " " + order.number() + " event " + account.ended.size() + text;
    }

    private void transfer(MarketEvent event) {
        switch (event) {
            case MarketEvent.PortfolioOpened opened ->
                account(opened.portfolio()).transfer(opened.transfers());
            case MarketEvent.OrderFilled filled -> {
                Account account = account(filled.order().portfolio());
                account.transfer(filled.fill().transfers(account.currency));
            }
            case MarketEvent.PartTaken taken -> {
                Account account = account(taken.portfolio());
                account.transfer(taken.part().transfers(account.currency));
            }
            default -> {}
        }
    }
}
