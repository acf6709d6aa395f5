package io.papertrader.cli.view;

/** What a piece of text means, which is how it is coloured where colours are on. */
public enum Tone {
    /** Nothing special. */
    PLAIN("0"),
    /** A gain. */
    GAIN("32"),
    /** A loss, or a fault. */
    LOSS("31"),
    /** What the eye is to find first. */
    STRONG("1"),
    /** What the eye may pass over. */
    QUIET("2");

    private final String ansi;

    Tone(String ansi) {
        this.ansi = ansi;
    }

    String ansi() {
        return ansi;
    }
}
