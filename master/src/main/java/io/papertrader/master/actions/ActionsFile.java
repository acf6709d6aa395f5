package io.papertrader.master.actions;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Corporate actions from an operator's CSV file, as spreadsheets save it too: with a byte order mark, quotes, lines
 * that end in CR and LF, a heading in capitals, rows in any order. A row that is none ends the start with its line
 * named.
 */
final class ActionsFile {
    /** The heading, and the order of the columns. */
    static final String HEADING = "id,symbol,ex_date,type,new_per_old,cash,new_symbol";

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int COLUMNS = HEADING.split(",", -1).length;

    private final Path file;
    private final Map<ActionId, Integer> lines = new HashMap<>();
    private final List<CorporateAction> actions = new ArrayList<>();

    private ActionsFile(Path file) {
        this.file = file;
    }

    /** The actions of a file, row by row. */
    static List<CorporateAction> read(Path file) {
        ActionsFile read = new ActionsFile(file);
        List<String> lines = read.lines();
        for (int number = 1; number <= lines.size(); number++) {
            read.add(number, lines.get(number - 1));
        }
        return List.copyOf(read.actions);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException bad) {
            throw StartRefusal.because("%s is not UTF-8; save it as such.".formatted(file));
        } catch (IOException e) {
            throw StartRefusal.because(
                    "%s cannot be read: %s; name a file of corporate actions (PAPERTRADER_ACTIONS_FILE)."
                            .formatted(file, e));
        }
    }

    private void add(int number, String text) {
        List<String> columns = columns(text);
        if (columns.stream().allMatch(String::isEmpty)
                || String.join(",", columns).toLowerCase(Locale.ROOT).equals(HEADING)) {
            return;
        }
        if (columns.size() != COLUMNS) {
            throw fault(number, "there are " + columns.size() + " columns");
        }
        CorporateAction action = action(number, columns);
        Integer before = lines.putIfAbsent(action.id(), number);
        if (before != null) {
            throw fault(
                    number, "%s stands in line %d already; give each an id of its own".formatted(action.id(), before));
        }
        actions.add(action);
    }

    /** Columns, which may stand in quotes; none of them has a comma in it. */
    private static List<String> columns(String line) {
        String plain = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        return Stream.of(plain.split(",", -1)).map(ActionsFile::unquoted).toList();
    }

    private static String unquoted(String column) {
        String text = column.strip();
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    private CorporateAction action(int number, List<String> columns) {
        AssetSymbol symbol = parsed(number, columns, 1, AssetSymbol::new);
        LocalDate exDate = parsed(number, columns, 2, ActionsFile::date);
        String type = columns.get(3).toLowerCase(Locale.ROOT);
        Change change = change(number, type, columns);
        ActionId id = columns.getFirst().isEmpty()
                ? new ActionId(symbol + "/" + exDate + "/" + type)
                : parsed(number, columns, 0, ActionId::new);
        try {
            return new CorporateAction(id, symbol, exDate, change);
        } catch (IllegalArgumentException bad) {
            throw fault(number, "new_symbol is \"" + columns.get(6) + "\": " + bad.getMessage());
        }
    }

    private Change change(int number, String type, List<String> columns) {
        Change change =
                switch (type) {
                    case "split" -> new Change.Split(parsed(number, columns, 4, ShareRatio::of));
                    case "dividend" -> parsed(number, columns, 5, text -> new Change.Dividend(Money.of(text)));
                    case "renaming" -> new Change.Renaming(parsed(number, columns, 6, AssetSymbol::new));
                    case "delisting" ->
                        columns.get(5).isEmpty()
                                ? new Change.Delisting(Optional.empty())
                                : parsed(number, columns, 5, text -> new Change.Delisting(Optional.of(Money.of(text))));
                    default ->
                        throw fault(
                                number,
                                "type is \"" + columns.get(3) + "\", not split, dividend, renaming or delisting");
                };
        refuseOthers(number, change, columns);
        return change;
    }

    /** A figure that means nothing may be one that stands in the wrong column. */
    private void refuseOthers(int number, Change change, List<String> columns) {
        int own =
                switch (change) {
                    case Change.Split split -> 4;
                    case Change.Dividend dividend -> 5;
                    case Change.Delisting delisting -> 5;
                    case Change.Renaming renaming -> 6;
                };
        for (int column = 4; column < COLUMNS; column++) {
            if (column != own && !columns.get(column).isEmpty()) {
                throw fault(
                        number,
                        "%s is \"%s\", which a %s has not"
                                .formatted(name(column), columns.get(column), columns.get(3)));
            }
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException bad) {
            throw new IllegalArgumentException("must be a date like 2014-06-09", bad);
        }
    }

    private <T> T parsed(int number, List<String> columns, int column, Function<String, T> parser) {
        try {
            return parser.apply(columns.get(column));
        } catch (IllegalArgumentException bad) {
            throw fault(number, "%s is \"%s\": %s".formatted(name(column), columns.get(column), bad.getMessage()));
        }
    }

    private static String name(int column) {
        return HEADING.split(",", -1)[column];
    }

    private StartRefusal fault(int number, String what) {
        return StartRefusal.because("%s, line %d: %s; write %s.".formatted(file, number, what, HEADING));
    }
}
