package io.papertrader.master.replay;

import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A row of a CSV file as spreadsheets save them too: with a byte order mark, in quotes, with a heading in capitals. None
 * of its columns has a comma in it.
 */
public record SheetRow(Path file, int number, List<String> columns) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The row of a line. */
    public static SheetRow of(Path file, int number, String line) {
        String plain = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        return new SheetRow(
                file,
                number,
                Stream.of(plain.split(",", -1)).map(SheetRow::unquoted).toList());
    }

    private static String unquoted(String column) {
        String text = column.strip();
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** The symbol, which stands first. */
    AssetSymbol symbol() {
        return new AssetSymbol(columns.getFirst());
    }

    /** True where nothing stands in it. */
    public boolean isBlank() {
        return columns.stream().allMatch(String::isEmpty);
    }

    /** True where it is this heading, in whichever letters. */
    public boolean isHeading(String heading) {
        return lowerCase().equals(heading);
    }

    /** True where it is a heading that begins so. */
    boolean isHeadingLike(String beginning) {
        return lowerCase().startsWith(beginning);
    }

    private String lowerCase() {
        return String.join(",", columns).toLowerCase(Locale.ROOT);
    }

    /** The refusal of a start over this row. */
    public StartRefusal fault(String what, String layout) {
        return StartRefusal.because("%s, line %d: %s; write %s.".formatted(file, number, what, layout));
    }
}
