package io.papertrader.cli.view;

/** The meaning of a piece of text, by which it is coloured where colours are on. */
public enum Tone {
    /** Nothing special. */
    PLAIN("0"),
    /** A gain. */
    GAIN("32"),
    /** A loss, or a fault. */
    LOSS("31"),
    /** Text that the eye is to find first. */
    STRONG("1"),
    /** Text that the eye may pass over. */
    QUIET("2");

    private final String ansi;

    Tone(String ansi) {
        this.ansi = ansi;
    }

    String ansi() {
        return ansi;
    }
}
