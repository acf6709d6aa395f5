package io.papertrader.cli.command;

/**
 * The character that stands where the locale could not say what was given: any text of that length looks the same, so
 * none of it is taken.
 */
public final class LostCharacters {
    private static final char REPLACEMENT = '\uFFFD';

    private LostCharacters() {}

    /** Gives the text back; refuses one that has lost a character on its way into the program. */
    public static String refuse(String text, String where) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw CommandFailure.usage(where + " has characters that cannot be read in this locale. Set LC_ALL=C.UTF-8,"
                    + " or another locale of UTF-8, and give it in UTF-8.");
        }
        return text;
    }
}
