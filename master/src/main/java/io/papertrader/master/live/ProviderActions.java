package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Corporate actions out of a provider's rows, each under an id that is made of what it says, so that two providers, or
 * one and the operator's file, tell of the same one. A row that is none harms no other.
 */
final class ProviderActions {
    private static final int A_DATE = "2026-01-02".length();

    private final LocalDate from;
    private final LocalDate to;
    private final Map<String, AssetSymbol> symbols = new HashMap<>();
    private final Map<ActionId, CorporateAction> actions = new HashMap<>();
    private final List<Reading.Nonsense> nonsense = new ArrayList<>();

    /** A row that comes twice is one dividend and not two. */
    private final Set<JsonNode> seen = new HashSet<>();

    /**
     * None yet, of those whose ex-dates are from (inclusive) to (inclusive); rows of others are passed over.
     *
     * @param names the provider's names of the assets that are listed; rows of others are passed over
     */
    ProviderActions(Map<AssetSymbol, String> names, LocalDate from, LocalDate to) {
        this.from = from;
        this.to = to;
        names.forEach((symbol, name) -> symbols.put(name, symbol));
    }

    /** The change that a row tells of. */
    interface Read {
        /** Throws {@link IllegalArgumentException} where it is none. */
        Change change(JsonNode row);
    }

    /** Takes a row. */
    void add(JsonNode row, String name, String date, String type, Read read) {
        Optional<AssetSymbol> symbol = symbol(name);
        if (symbol.isEmpty()) {
            return;
        }
        try {
            LocalDate exDate = date(row, date);
            if (!exDate.isBefore(from) && !exDate.isAfter(to)) {
                add(row, symbol.get(), exDate, type, read);
            }
        } catch (IllegalArgumentException noDate) {
            nonsense.add(new Reading.Nonsense(symbol.get(), "a " + type + ": " + noDate.getMessage()));
        }
    }

    private void add(JsonNode row, AssetSymbol symbol, LocalDate exDate, String type, Read read) {
        String what = "a " + type + " of " + exDate;
        if (!seen.add(row)) {
            nonsense.add(new Reading.Nonsense(symbol, what + " that was there already"));
            return;
        }
        try {
            ActionId id = new ActionId(symbol + "/" + exDate + "/" + type);
            CorporateAction action = new CorporateAction(id, symbol, exDate, read.change(row));
            actions.merge(id, action, this::both);
        } catch (IllegalArgumentException | ArithmeticException bad) {
            nonsense.add(new Reading.Nonsense(symbol, what + ": " + bad.getMessage()));
        }
    }

    /** The asset that a provider calls so, if it is listed. */
    Optional<AssetSymbol> symbol(String name) {
        return Optional.ofNullable(symbols.get(name));
    }

    /** A company may pay a regular and a special dividend on one day; of anything else there is one. */
    private CorporateAction both(CorporateAction one, CorporateAction other) {
        if (one.change() instanceof Change.Dividend(Money first)
                && other.change() instanceof Change.Dividend(Money second)) {
            return new CorporateAction(one.id(), one.symbol(), one.exDate(), new Change.Dividend(first.plus(second)));
        }
        otherwise(one, other).ifPresent(nonsense::add);
        return one;
    }

    /** The refusal of an action of which another word was told before; none where that was the same. */
    static Optional<Reading.Nonsense> otherwise(CorporateAction before, CorporateAction told) {
        return before.change().equals(told.change())
                ? Optional.empty()
                : Optional.of(new Reading.Nonsense(
                        told.symbol(),
                        told.id() + ": it tells of " + words(told.change()) + ", after " + words(before.change())
                                + " was told"));
    }

    private static String words(Change change) {
        return switch (change) {
            case Change.Split(ShareRatio ratio) -> ratio.toString();
            case Change.Dividend(Money perShare) -> perShare.toString();
            case Change.Renaming(AssetSymbol to) -> to.toString();
            case Change.Delisting(Optional<Money> perShare) ->
                perShare.map(Money::toString).orElse("the last value");
        };
    }

    private static LocalDate date(JsonNode row, String field) {
        String text = row.path(field).asText();
        try {
            return LocalDate.parse(text.substring(0, Math.min(A_DATE, text.length())));
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(field + " is \"" + text + "\", no date", none);
        }
    }

    /** New shares for old ones, of two fields. */
    static Change split(JsonNode row, String newShares, String oldShares) {
        BigDecimal to = QuotedFigures.number(row.path(newShares).asText(), newShares);
        BigDecimal from = QuotedFigures.number(row.path(oldShares).asText(), oldShares);
        return new Change.Split(ratio(to, from));
    }

    /** New shares for old ones, each with decimals where it has some. */
    static ShareRatio ratio(BigDecimal to, BigDecimal from) {
        int decimals = Math.max(
                0,
                Math.max(
                        to.stripTrailingZeros().scale(),
                        from.stripTrailingZeros().scale()));
        return new ShareRatio(
                to.movePointRight(decimals).longValueExact(),
                from.movePointRight(decimals).longValueExact());
    }

    /** Cash for each share, of a field. */
    static Change dividend(JsonNode row, String cash) {
        return new Change.Dividend(QuotedFigures.price(row, cash));
    }

    /** Those that are actions, and those that are not. */
    ToldActions told() {
        return new ToldActions(List.copyOf(actions.values()), nonsense);
    }
}
