package io.papertrader.cli.view;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/** Text on its way to a standard stream; what the stream's encoding cannot say is written as JSON would escape it. */
final class StreamWriter extends Writer {
    private final OutputStream stream;
    private final Charset charset;
    private final CharsetEncoder encoder;

    StreamWriter(OutputStream stream, Charset charset) {
        this.stream = new BufferedOutputStream(stream);
        this.charset = charset;
        this.encoder = charset.newEncoder();
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        String text = PlainText.within(encoder, new String(characters, offset, length));
        stream.write(text.getBytes(charset));
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
