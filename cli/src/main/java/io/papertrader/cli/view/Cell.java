package io.papertrader.cli.view;

/** One cell of a table. */
public record Cell(String text, Tone tone) {
    /** A cell whose text is harmless, whoever wrote it. */
    public Cell {
        text = PlainText.of(text);
    }

    /** Plain text. */
    public static Cell of(Object value) {
        return new Cell(value.toString(), Tone.PLAIN);
    }

    /** Text in a tone. */
    public static Cell of(Object value, Tone tone) {
        return new Cell(value.toString(), tone);
    }

    /** A cell with nothing to say. */
    public static Cell empty() {
        return of("");
    }

    int width() {
        return Width.of(text);
    }

    /** The same with as much of the text as fits. */
    Cell cut(int places) {
        return new Cell(Width.cut(text, places), tone);
    }
}
