package io.papertrader.cli;

import io.papertrader.cli.view.OutputFailure;
import io.papertrader.cli.view.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A terminal that keeps what is written and types what it was told to. */
public final class FakeTerminal implements Terminal {
    private Writer out = new StringWriter();
    private boolean isRead = true;
    private final StringWriter err = new StringWriter();
    private final Deque<String> answers = new ArrayDeque<>();
    private boolean isSomebodyThere;
    private boolean isInteractive;
    private int columns = 80;
    private int rows = 24;

    /** A person sits there and types these, one after the other. */
    public FakeTerminal typing(String... typed) {
        isSomebodyThere = true;
        isInteractive = true;
        answers.addAll(List.of(typed));
        return this;
    }

    /** The standard output leads to a file. */
    public FakeTerminal redirected() {
        isInteractive = false;
        return this;
    }

    /** A screen of this size. */
    public FakeTerminal ofSize(int places, int lines) {
        columns = places;
        rows = lines;
        return typing();
    }

    public String written() {
        return out.toString();
    }

    public String faults() {
        return err.toString();
    }

    @Override
    public PrintWriter out() {
        return new PrintWriter(out, true);
    }

    @Override
    public PrintWriter err() {
        return new PrintWriter(err, true);
    }

    /** A disk, or a reader, that takes no more. */
    public FakeTerminal refusing(OutputFailure failure) {
        out = new Writer() {
            @Override
            public void write(char[] characters, int offset, int length) {
                throw failure;
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        return this;
    }

    /** A disk, or a reader, that does not take this text, once. */
    public FakeTerminal refusingOnce(String text, OutputFailure failure) {
        out = new StringWriter() {
            private boolean hasRefused;

            @Override
            public void write(String written, int offset, int length) {
                if (!hasRefused && written.contains(text)) {
                    hasRefused = true;
                    throw failure;
                }
                super.write(written, offset, length);
            }
        };
        return this;
    }

    /** Nobody reads any more, and nothing was written that would tell. */
    public FakeTerminal unread() {
        isRead = false;
        return this;
    }

    @Override
    public boolean isRead() {
        return isRead;
    }

    @Override
    public boolean isInteractive() {
        return isInteractive;
    }

    @Override
    public boolean isUnicode() {
        return true;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public Optional<String> ask(String question) {
        return isSomebodyThere ? Optional.of(answers.remove()) : Optional.empty();
    }

    @Override
    public Optional<String> askHidden(String question) {
        return ask(question);
    }

    @Override
    public Optional<String> inputLine() {
        return Optional.ofNullable(answers.poll());
    }

    /** A line on the standard input, with nobody at the terminal. */
    public FakeTerminal withInput(String line) {
        answers.add(line);
        return this;
    }
}
