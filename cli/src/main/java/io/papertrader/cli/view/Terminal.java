package io.papertrader.cli.view;

import java.io.PrintWriter;
import java.util.Optional;

/** Where the command runs: its two outputs, whoever sits before it, and what can be shown there. */
public interface Terminal {
    /** What was asked for. */
    PrintWriter out();

    /** What went wrong. */
    PrintWriter err();

    /** False where it is certain that nobody reads what is written. */
    boolean isRead();

    /** Whether a person reads what is written. */
    boolean isInteractive();

    /** Whether characters beyond ASCII can be shown. */
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
