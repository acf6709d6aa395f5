package io.papertrader.master.actions;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A corporate action as people write it, in a file or to the master: a column each, empty where it means nothing for
 * the type.
 */
public record ActionWords(List<String> columns) {
    /** The names of the columns, in their order. */
    static final String HEADING = "id,symbol,ex_date,type,new_per_old,cash,new_symbol";

    private static final List<String> NAMES = List.of(HEADING.split(",", -1));
    private static final int ID = 0;
    private static final int SYMBOL = 1;
    private static final int EX_DATE = 2;
    private static final int TYPE = 3;
    private static final int NEW_PER_OLD = 4;
    private static final int CASH = 5;
    private static final int NEW_SYMBOL = 6;

    public ActionWords {
        columns = List.copyOf(columns);
        if (columns.size() != NAMES.size()) {
            throw new IllegalArgumentException("there are " + columns.size() + " columns");
        }
    }

    /**
     * The action that is meant.
     *
     * @throws IllegalArgumentException where a column says nothing that can be; the message names it
     */
    public CorporateAction action() {
        AssetSymbol symbol = read(SYMBOL, AssetSymbol::new);
        LocalDate exDate = read(EX_DATE, ActionWords::date);
        Change change = change(columns.get(TYPE).toLowerCase(Locale.ROOT));
        ActionId id = columns.get(ID).isEmpty() ? idOf(symbol, exDate, change) : read(ID, ActionId::new);
        return read(NEW_SYMBOL, _ -> new CorporateAction(id, symbol, exDate, change));
    }

    /** The id of an action that nobody has given one. */
    static ActionId idOf(AssetSymbol symbol, LocalDate exDate, Change change) {
        String type = change.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return new ActionId(symbol + "/" + exDate + "/" + type);
    }

    private Change change(String type) {
        return switch (type) {
            case "split" -> alone(NEW_PER_OLD, read(NEW_PER_OLD, text -> new Change.Split(ShareRatio.of(text))));
            case "dividend" -> alone(CASH, read(CASH, text -> new Change.Dividend(Money.of(text))));
            case "renaming" -> alone(NEW_SYMBOL, read(NEW_SYMBOL, text -> new Change.Renaming(new AssetSymbol(text))));
            case "delisting" -> alone(CASH, read(CASH, text -> new Change.Delisting(payout(text))));
            default ->
                throw new IllegalArgumentException(
                        "type is \"" + columns.get(TYPE) + "\", not split, dividend, renaming or delisting");
        };
    }

    private static Optional<Money> payout(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Money.of(text));
    }

    /** A figure that means nothing may be one that stands in the wrong column. */
    private Change alone(int own, Change change) {
        for (int column = NEW_PER_OLD; column < columns.size(); column++) {
            if (column != own && !columns.get(column).isEmpty()) {
                throw new IllegalArgumentException("%s is \"%s\", which a %s has not"
                        .formatted(NAMES.get(column), columns.get(column), columns.get(TYPE)));
            }
        }
        return change;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException bad) {
            throw new IllegalArgumentException("must be a date like 2014-06-09", bad);
        }
    }

    private <T> T read(int column, Function<String, T> parser) {
        try {
            return parser.apply(columns.get(column));
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(
                    "%s is \"%s\": %s".formatted(NAMES.get(column), columns.get(column), bad.getMessage()), bad);
        }
    }
}
