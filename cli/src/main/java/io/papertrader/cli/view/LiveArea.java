package io.papertrader.cli.view;

import java.util.List;

/** Lines that are written over in place, again and again. */
public final class LiveArea implements AutoCloseable {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";

    /** Lines that are too long are cut, as a line that breaks would be two to go back over. */
    private static final String CUT_LINES = "\u001b[?7l";

    private static final String BREAK_LINES = "\u001b[?7h";
    private static final String CLEAR_TO_END = "\u001b[J";
    private static final String CLEAR_LINE = "\u001b[K";

    private final Screen screen;
    private final Thread restore;
    private int written;
    private boolean isOver;

    /** Begins below what is on the screen. */
    public LiveArea(Screen screen) {
        this.screen = screen;
        this.restore = Thread.ofPlatform().unstarted(this::end);
        // Ctrl-C ends the process from outside: only a hook can leave the terminal as it was.
        Runtime.getRuntime().addShutdownHook(restore);
        screen.raw(HIDE_CURSOR + CUT_LINES);
    }

    /** Writes these lines over the last ones. */
    public synchronized void show(List<String> lines) {
        if (!isOver) {
            screen.raw(back() + String.join(CLEAR_LINE + "\n", lines) + CLEAR_LINE + "\n" + CLEAR_TO_END);
            written = lines.size();
        }
    }

    /** Writes lines that stay, whole, above those that are written over. */
    public synchronized void keep(List<String> lines) {
        if (!isOver) {
            screen.raw(back() + CLEAR_TO_END + BREAK_LINES + String.join("\n", lines) + "\n" + CUT_LINES);
            written = 0;
        }
    }

    private String back() {
        return written == 0 ? "" : "\r\u001b[" + written + "A";
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(restore);
        } catch (IllegalStateException alreadyStopping) {
            // Then the hook runs as well, and finds the work done.
        }
    }

    /** Nothing is written after it, as the thread that writes may still run while the process is stopped. */
    private synchronized void end() {
        if (!isOver) {
            isOver = true;
            try {
                screen.raw(BREAK_LINES + SHOW_CURSOR);
            } catch (OutputFailure gone) {
                // Then there is no terminal to leave as it was.
            }
        }
    }
}
