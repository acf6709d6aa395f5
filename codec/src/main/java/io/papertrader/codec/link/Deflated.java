package io.papertrader.codec.link;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompression with a limit: what a few bytes unfold to is the sender's choice. */
final class Deflated {
    private Deflated() {}

    static byte[] inflate(byte[] compressed, boolean raw, int maxBytes) throws LinkFault {
        var inflater = new Inflater(raw);
        try {
            inflater.setInput(compressed);
            // One byte more than allowed tells a full buffer from one that would overflow.
            byte[] content = new byte[maxBytes + 1];
            int length = 0;
            int step;
            do {
                step = inflater.inflate(content, length, content.length - length);
                length += step;
            } while (step > 0 && !inflater.finished());
            if (length > maxBytes) {
                throw new LinkFault("The OpenPGP message decompresses to more than " + maxBytes + " bytes");
            }
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new LinkFault("The OpenPGP message is compressed badly");
            }
            return Arrays.copyOf(content, length);
        } catch (DataFormatException e) {
            throw new LinkFault("The OpenPGP message is compressed badly");
        } finally {
            inflater.end();
        }
    }
}
