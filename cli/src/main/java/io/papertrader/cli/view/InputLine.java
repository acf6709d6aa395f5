package io.papertrader.cli.view;

import io.papertrader.cli.command.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A line that was typed or piped, as exactly the characters that its bytes mean; bytes that mean none are refused, as
 * any others would look the same.
 */
final class InputLine {
    private static final int MAX_BYTES = 65_536;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private InputLine() {}

    /** The encoding of what people type: the locale's, where it has more than ASCII to say. */
    static Charset charset() {
        String name = System.getProperty("stdin.encoding", "UTF-8");
        Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /** The next line without its end, where there is one; nothing behind it is read. */
    static Optional<String> read(InputStream in, Charset charset) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            while (next >= 0 && next != '\n') {
                line.write(next);
                if (line.size() > MAX_BYTES) {
                    throw CommandFailure.usage("The line is longer than " + MAX_BYTES + " bytes.");
                }
                next = in.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the input cannot be read", e);
        }
        return Optional.of(text(line.toByteArray(), charset));
    }

    private static String text(byte[] line, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            return unmarked.endsWith("\r") ? unmarked.substring(0, unmarked.length() - 1) : unmarked;
        } catch (CharacterCodingException e) {
            throw CommandFailure.usage("What was typed or piped is not text in " + charset
                    + ". Give it in that encoding, or set LC_ALL to the locale that it is in.");
        }
    }
}
