package io.papertrader.master.actions;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.replay.SheetRow;
import io.papertrader.node.StartRefusal;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Corporate actions from an operator's CSV file, as spreadsheets save it too, rows in any order. A row that is none
 * ends the start with its line named.
 */
final class ActionsFile {
    /** The heading, and the order of the columns. */
    static final String HEADING = ActionWords.HEADING;

    private final Path file;
    private final ListOfAssets list;
    private final Map<ActionId, Integer> lines = new HashMap<>();
    private final List<CorporateAction> actions = new ArrayList<>();

    private ActionsFile(Path file, ListOfAssets list) {
        this.file = file;
        this.list = list;
    }

    /** The actions of a file, row by row, with symbols as the list spells them. */
    static List<CorporateAction> read(Path file, ListOfAssets list) {
        return read(file, lines(file), list);
    }

    /** The actions of lines that stand in a file of this name. */
    static List<CorporateAction> read(Path file, List<String> lines, ListOfAssets list) {
        return new ActionsFile(file, list).read(lines);
    }

    private List<CorporateAction> read(List<String> text) {
        for (int number = 1; number <= text.size(); number++) {
            add(SheetRow.of(file, number, text.get(number - 1)));
        }
        return List.copyOf(actions);
    }

    private static List<String> lines(Path file) {
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

    private void add(SheetRow row) {
        if (row.isBlank() || row.isHeading(HEADING)) {
            return;
        }
        CorporateAction action = action(row);
        Integer before = lines.putIfAbsent(action.id(), row.number());
        if (before != null) {
            throw row.fault(
                    "%s stands in line %d already; give each an id of its own".formatted(action.id(), before), HEADING);
        }
        actions.add(action);
    }

    private CorporateAction action(SheetRow row) {
        try {
            return Spelling.listed(new ActionWords(row.columns()).action(), list);
        } catch (IllegalArgumentException bad) {
            throw row.fault(String.valueOf(bad.getMessage()), HEADING);
        }
    }
}
