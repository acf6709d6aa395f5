package io.papertrader.cli.view;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.function.Consumer;

/**
 * Text on its way to a standard stream. Characters that the stream's encoding has no bytes for are written as JSON
 * would escape them; that the stream takes no more is told once.
 */
final class StreamWriter extends Writer {
    private final OutputStream stream;
    private final Charset charset;
    private final CharsetEncoder encoder;
    private final Consumer<OutputFailure> failed;
    private boolean isBroken;

    StreamWriter(OutputStream stream, Charset charset, Consumer<OutputFailure> failed) {
        this.stream = new BufferedOutputStream(stream);
        this.charset = charset;
        this.encoder = charset.newEncoder();
        this.failed = failed;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        String text = PlainText.within(encoder, new String(characters, offset, length));
        whileWhole(() -> stream.write(text.getBytes(charset)));
    }

    @Override
    public void flush() {
        whileWhole(stream::flush);
    }

    private void whileWhole(Step step) {
        if (isBroken) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            isBroken = true;
            // A PrintWriter around this one would keep quiet about an exception of this kind.
            failed.accept(OutputFailure.of(e));
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
