package io.papertrader.cli.view;

import java.io.PrintWriter;
import java.util.Optional;

/**
 * The surroundings of the command: its two outputs, the person before it if there is one, and the characters that can
 * be shown.
 */
public interface Terminal {
    /** The output for the answer. */
    PrintWriter out();

    /** The output for complaints. */
    PrintWriter err();

    /** False where it is certain that nobody reads what is written. */
    boolean isRead();

    /** True where a person reads the output. */
    boolean isInteractive();

    /** True where characters beyond ASCII can be shown. */
    boolean isUnicode();

    /** Characters in a line. */
    int columns();

    /** Lines on the screen. */
    int rows();

    /** Asks for a line; nothing where nobody can be asked. */
    Optional<String> ask(String question);

    /** Asks for a line that is not shown while it is typed; nothing where nobody can be asked. */
    Optional<String> askHidden(String question);

    /** The first line of the standard input, where it has one. */
    Optional<String> inputLine();
}
