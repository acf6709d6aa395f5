package io.papertrader.cli.view;

/** Colours, or none. */
public enum Paint {
    /** ANSI colours. */
    COLOURED,
    /** Text alone. */
    PLAIN;

    /** The text in this tone. */
    public String apply(Tone tone, String text) {
        boolean isBare = this == PLAIN || tone == Tone.PLAIN || text.isEmpty();
        return isBare ? text : "\u001b[" + tone.ansi() + "m" + text + "\u001b[0m";
    }
}
