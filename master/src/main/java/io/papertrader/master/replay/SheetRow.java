package io.papertrader.master.replay;

import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row of a CSV file as spreadsheets save them too: with a byte order mark, in quotes, with a heading in capitals.
 * None of its columns has a comma in it.
 */
public record SheetRow(Path file, Place place, List<String> columns) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Those that most rows have. */
    private static final int COLUMNS = 7;

    /**
     * A place in a file.
     *
     * @param row the number of the row that begins there, from 1 on
     * @param bytes the bytes before it, unpacked
     */
    public record Place(int row, long bytes) {
        static final Place BEGINNING = new Place(1, 0);
    }

    /** The row of a line. */
    public static SheetRow of(Path file, int number, String line) {
        return of(file, new Place(number, 0), line);
    }

    /** The row of a line that begins there. There are millions of them, so this is a plain loop. */
    static SheetRow of(Path file, Place place, String line) {
        List<String> columns = new ArrayList<>(COLUMNS);
        int begin = line.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
        for (int comma = line.indexOf(',', begin); comma >= 0; comma = line.indexOf(',', begin)) {
            columns.add(unquoted(line.substring(begin, comma)));
            begin = comma + 1;
        }
        columns.add(unquoted(line.substring(begin)));
        return new SheetRow(file, place, columns);
    }

    private static String unquoted(String column) {
        String text = column.strip();
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** Its number, from 1 on. */
    public int number() {
        return place.row();
    }

    /** The symbol, which stands first. */
    AssetSymbol symbol() {
        return new AssetSymbol(columns.getFirst());
    }

    /** True where nothing stands in it. */
    public boolean isBlank() {
        return columns.getFirst().isEmpty() && columns.stream().allMatch(String::isEmpty);
    }

    /** True where it is this heading, in whichever letters. */
    public boolean isHeading(String heading) {
        return beginsAs(heading) && lowerCase().equals(heading);
    }

    /** True where it is a heading that begins so. */
    boolean isHeadingLike(String beginning) {
        return beginsAs(beginning) && lowerCase().startsWith(beginning);
    }

    /** By the first column most rows are seen to be none. */
    private boolean beginsAs(String heading) {
        String first = columns.getFirst();
        return heading.regionMatches(true, 0, first, 0, first.length());
    }

    private String lowerCase() {
        return String.join(",", columns).toLowerCase(Locale.ROOT);
    }

    /** The refusal of a start over this row. */
    public StartRefusal fault(String what, String layout) {
        return StartRefusal.because("%s, line %d: %s; write %s.".formatted(file, number(), what, layout));
    }
}
