package io.papertrader.codec.wire;

import io.vertx.core.buffer.Buffer;

/** One message as it travels: header and exactly {@code dataSize} bytes. */
public record Frame(Header header, Buffer data) {
    public Frame {
        if (data.length() != header.dataSize()) {
            throw new IllegalArgumentException("dataSize does not match the data");
        }
    }

    /** The bytes, ready to be written. */
    public Buffer encode() {
        return appendTo(Buffer.buffer(Header.SIZE + data.length()));
    }

    /** Appends the bytes and returns the same buffer. */
    public Buffer appendTo(Buffer out) {
        return header.appendTo(out).appendBuffer(data);
    }

    /**
     * Reads a buffer that holds one whole frame and nothing else, as inside a link's record; the data stays where it
     * is.
     */
    public static Frame decode(Buffer bytes) {
        if (bytes.length() < Header.SIZE) {
            throw WireFault.malformed("a message has at least " + Header.SIZE + " bytes");
        }
        Header header = Header.read(bytes);
        if (bytes.length() != Header.SIZE + header.dataSize()) {
            throw WireFault.malformed("dataSize does not match the bytes that came");
        }
        return new Frame(header, bytes.slice(Header.SIZE, bytes.length()));
    }
}
