package io.papertrader.market.simulation;

import static io.papertrader.market.simulation.Account.MOST;
import static io.papertrader.market.simulation.Account.exact;
import static io.papertrader.market.simulation.EventText.plain;
import static io.papertrader.market.simulation.EventText.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command;
import io.papertrader.market.Ending;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.Progress;
import io.papertrader.market.Remedy;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.order.Order;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The outcome that corporate actions must have: the model's part for them. */
final class ModelActions {
    final Set<ActionId> announced = new HashSet<>();
    final Map<AssetSymbol, Long> exchanged = new TreeMap<>();
    private final Model model;
    private final Set<PortfolioId> served = new HashSet<>();
    private final Set<PortfolioId> read = new HashSet<>();
    private final Set<String> skipped = new HashSet<>();

    ModelActions(Model model) {
        this.model = model;
    }

    boolean isOfOtherShares(SeenQuote seen) {
        Long since = exchanged.get(seen.quote().symbol());
        return since != null && seen.update() <= since;
    }

    private boolean isConcerned(Account account, AssetSymbol symbol) {
        return account.quantity(symbol).signum() > 0
                || account.open.stream()
                        .anyMatch(order -> order.trade().symbol().equals(symbol))
                || account.missed.stream()
                        .anyMatch(missed -> missed.action().change() instanceof Change.Renaming(AssetSymbol to)
                                && to.equals(symbol));
    }

    /** The first so many behind this number that are concerned now; their last order may be cancelled later. */
    List<PortfolioId> concerned(AssetSymbol symbol, long after, int most) {
        List<PortfolioId> found = model.accounts.values().stream()
                .filter(account -> account.id.value() > after && isConcerned(account, symbol))
                .limit(most)
                .map(account -> account.id)
                .toList();
        read.addAll(found);
        return found;
    }

    String announce(Command.AnnounceAction command) {
        CorporateAction action = command.action();
        if (announced.contains(action.id())) {
            return "done before";
        }
        if (action.change() instanceof Change.Renaming(AssetSymbol to)) {
            if (to.equals(World.UNLISTED)) {
                return "refused UNKNOWN_ASSET";
            }
            boolean isOneOfTwo = to.equals(World.FOREIGN) || action.symbol().equals(World.FOREIGN);
            if (isOneOfTwo && !action.symbol().equals(World.UNLISTED)) {
                return "refused OTHER_CURRENCY";
            }
        }
        if (!(model.progress instanceof Progress.Cleared)) {
            return "refused STILL_CLEARING";
        }
        SeenQuote seen = model.values.get(action.symbol());
        BigDecimal last = seen == null ? BigDecimal.ZERO : exact(seen.quote().value());
        if (action.change() instanceof Change.Delisting(Optional<Money> payout) && payout.isEmpty() && seen == null) {
            return "refused STALE_VALUE";
        }
        BigDecimal price = price(action.change(), last);
        announced.add(action.id());
        served.clear();
        read.clear();
        if (!(action.change() instanceof Change.Dividend)) {
            exchanged.put(action.symbol(), model.progress.update());
        }
        Money told = Money.of(price.toPlainString());
        model.progress = new Progress.CarryingOut(
                new MarketEvent.ActionAnnounced(announced.size(), action, told, model.progress.update(), command.at()),
                0);
        return "announced " + announced.size() + " " + action.id() + " at " + plain(price);
    }

    private static BigDecimal price(Change change, BigDecimal last) {
        return switch (change) {
            case Change.Split split ->
                last.multiply(BigDecimal.valueOf(split.ratio().oldShares()))
                        .divide(BigDecimal.valueOf(split.ratio().newShares()), 8, RoundingMode.HALF_EVEN)
                        .min(MOST);
            case Change.Dividend dividend -> exact(dividend.perShare());
            case Change.Renaming renaming -> BigDecimal.ZERO;
            case Change.Delisting delisting ->
                delisting.perShare().map(Account::exact).orElse(last);
        };
    }

    /** Each order that ends is its account's first that has to; each account has its part once; nobody is left out. */
    void act(Command.ActSlice command, List<MarketEvent> events) {
        if (!(model.progress instanceof Progress.CarryingOut current)
                || current.announced().number() != command.action()) {
            assertThat(text(events)).as("%s", command).isEqualTo("refused NOT_CLEARING");
            return;
        }
        CorporateAction action = current.announced().action();
        for (MarketEvent event : events) {
            switch (event) {
                case MarketEvent.OrderEnded ended -> {
                    Account account = model.account(ended.order().portfolio());
                    assertThat(text(event)).as("%s", command).isEqualTo(expire(account, action));
                }
                case MarketEvent.PartTaken taken -> {
                    assertThat(next()).contains(taken.portfolio());
                    assertThat(text(event)).as("%s", command).isEqualTo(part(taken, current.announced()));
                    reach(taken.portfolio());
                }
                case MarketEvent.PartMissed missed -> miss(missed.portfolio(), current.announced());
                case MarketEvent.PartPassedOver passed -> miss(passed.portfolio(), current.announced());
                default -> {
                    assertThat(text(event)).as("%s", command).isEqualTo("action ended " + command.action());
                    assertThat(event).isSameAs(events.getLast());
                    assertThat(next()).as("%s", command).isEmpty();
                    model.accounts.values().stream()
                            .filter(account -> !account.missed.contains(current.announced()))
                            .forEach(account -> assertThat(expire(account, action))
                                    .as("%s", command)
                                    .isEmpty());
                    model.progress = new Progress.Cleared(current.update());
                }
            }
        }
    }

    private void miss(PortfolioId id, MarketEvent.ActionAnnounced announced) {
        assertThat(read).contains(id);
        assertThat(next().filter(next -> next.value() < id.value())).isEmpty();
        model.account(id).missed.add(announced);
        reach(id);
    }

    /**
     * The parts that a portfolio had missed come before all else, in the order of the actions; the other events are
     * left.
     */
    List<MarketEvent> withoutMadeUp(Command command, List<MarketEvent> events) {
        List<MarketEvent> others = new ArrayList<>();
        for (MarketEvent event : events) {
            Optional<Account> late = portfolio(event)
                    .map(id -> model.accounts.get(id.value()))
                    .filter(account -> !account.missed.isEmpty());
            late.ifPresentOrElse(account -> makeUp(command, account, event), () -> others.add(event));
        }
        return others;
    }

    /** A command of a portfolio leaves nothing to be made up. */
    void checkMadeUp(Command command) {
        if (command instanceof Command.OfPortfolio about
                && !(command instanceof Command.SkipPart)
                && model.accounts.containsKey(about.portfolio().value())) {
            assertThat(model.account(about.portfolio()).missed)
                    .as("%s", command)
                    .isEmpty();
        }
    }

    private static Optional<PortfolioId> portfolio(MarketEvent event) {
        return switch (event) {
            case MarketEvent.OrderEnded ended -> Optional.of(ended.order().portfolio());
            case MarketEvent.PartTaken taken -> Optional.of(taken.portfolio());
            default -> Optional.empty();
        };
    }

    private void makeUp(Command command, Account account, MarketEvent event) {
        MarketEvent.ActionAnnounced first = account.missed.getFirst();
        model.account(account.id);
        if (event instanceof MarketEvent.PartTaken taken) {
            assertThat(expire(account, first.action())).as("%s", command).isEmpty();
            assertThat(text(event)).as("%s", command).isEqualTo(part(taken, first));
            account.missed.removeFirst();
        } else {
            assertThat(text(event)).as("%s", command).isEqualTo(expire(account, first.action()));
        }
    }

    private String expire(Account account, CorporateAction action) {
        if (action.change() instanceof Change.Dividend) {
            return "";
        }
        Optional<Order> first = account.open.stream()
                .filter(order -> order.trade().symbol().equals(action.symbol()))
                .min(Order.CLEARING);
        String reason =
                switch (action.change()) {
                    case Change.Split split -> " SPLIT";
                    case Change.Renaming renaming -> " RENAMED";
                    default -> " DELISTED";
                };
        return first.map(order -> model.end(order, account, Ending.EXPIRED, "EXPIRED", reason))
                .orElse("");
    }

    /** The first by its number that holds the asset and has had nothing. */
    Optional<PortfolioId> next() {
        if (!(model.progress instanceof Progress.CarryingOut current)) {
            return Optional.empty();
        }
        AssetSymbol symbol = current.announced().action().symbol();
        return model.accounts.values().stream()
                .filter(account -> account.quantity(symbol).signum() > 0 && !served.contains(account.id))
                .map(account -> account.id)
                .findFirst();
    }

    private String part(MarketEvent.PartTaken taken, MarketEvent.ActionAnnounced announced) {
        CorporateAction action = announced.action();
        PortfolioId id = taken.portfolio();
        Account account = model.account(id);
        BigDecimal held = account.quantity(action.symbol());
        BigDecimal given = given(action.change(), held);
        BigDecimal cash = cash(action.change(), held, given, exact(announced.price()));
        AssetSymbol to = action.change() instanceof Change.Renaming renaming ? renaming.to() : action.symbol();
        boolean isRenamed = !to.equals(action.symbol());
        boolean isTooMuch = given.compareTo(MOST) > 0
                || account.cash.add(cash).compareTo(MOST) > 0
                || (isRenamed
                        && (account.quantity(to).add(given).compareTo(MOST) > 0
                                || account.cost(to)
                                                .add(account.cost(action.symbol()))
                                                .compareTo(MOST)
                                        > 0));
        boolean isSkipped =
                skipped.contains(id + "/" + announced.number()) && taken.fault().equals(Remedy.UNBOOKABLE_PART);
        if (isTooMuch || isSkipped) {
            return told(announced, id, held, "0", "0 " + to + " cash 0 not");
        }
        if (action.change() instanceof Change.Dividend) {
            account.cash = account.cash.add(cash);
            return told(announced, id, held, "0", "0 " + to + " cash " + plain(cash));
        }
        account.exchange(action.symbol(), to, given, cash);
        return told(announced, id, held, plain(held), plain(given) + " " + to + " cash " + plain(cash));
    }

    private void reach(PortfolioId id) {
        served.add(id);
        Progress.CarryingOut current = (Progress.CarryingOut) model.progress;
        model.progress = new Progress.CarryingOut(current.announced(), id.value());
    }

    private static String told(
            MarketEvent.ActionAnnounced announced, PortfolioId id, BigDecimal held, String taken, String given) {
        return "part " + announced.number() + " of " + id + " held " + plain(held) + " taken " + taken + " given "
                + given;
    }

    private static BigDecimal given(Change change, BigDecimal held) {
        return switch (change) {
            case Change.Split split ->
                held.multiply(BigDecimal.valueOf(split.ratio().newShares()))
                        .divide(BigDecimal.valueOf(split.ratio().oldShares()), 8, RoundingMode.DOWN);
            case Change.Renaming renaming -> held;
            default -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal cash(Change change, BigDecimal held, BigDecimal given, BigDecimal price) {
        return switch (change) {
            case Change.Split split ->
                held.multiply(BigDecimal.valueOf(split.ratio().newShares()))
                        .subtract(
                                given.multiply(BigDecimal.valueOf(split.ratio().oldShares())))
                        .multiply(price)
                        .divide(BigDecimal.valueOf(split.ratio().oldShares()), 8, RoundingMode.HALF_EVEN);
            case Change.Renaming renaming -> BigDecimal.ZERO;
            default -> held.multiply(price).setScale(8, RoundingMode.HALF_EVEN);
        };
    }

    /** It changes nothing yet. */
    String passOver(Command.PassOver command) {
        return isUnderWay(command.action()) ? "" : "refused NOT_CLEARING";
    }

    private boolean isUnderWay(long action) {
        return model.progress instanceof Progress.CarryingOut current
                && current.announced().number() == action;
    }

    /** A market that is thrown away forgets it. */
    String skip(Command.SkipPart command) {
        Account account = model.accounts.get(command.portfolio().value());
        boolean isMissed = account != null
                && account.missed.stream().anyMatch(announced -> announced.number() == command.action());
        if (!isMissed && !isUnderWay(command.action())) {
            return "refused NOT_CLEARING";
        }
        skipped.add(command.portfolio() + "/" + command.action());
        return "";
    }
}
