package io.papertrader.codec.link;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The forms in which a key's file comes. GnuPG writes binary packets or ASCII armor; a shell or an editor of Windows
 * puts a byte order mark before the armor, and may write it in UTF-16. No packet begins like such a mark.
 */
final class KeyForm {
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16BE_MARK = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] UTF_16LE_MARK = {(byte) 0xFF, (byte) 0xFE};

    private KeyForm() {}

    /** Returns the armor or the packets without a mark. */
    static byte[] unmarked(byte[] file) {
        if (begins(file, UTF_8_MARK)) {
            return Arrays.copyOfRange(file, UTF_8_MARK.length, file.length);
        }
        if (begins(file, UTF_16BE_MARK)) {
            return ascii(file, StandardCharsets.UTF_16BE);
        }
        return begins(file, UTF_16LE_MARK) ? ascii(file, StandardCharsets.UTF_16LE) : file;
    }

    private static byte[] ascii(byte[] file, Charset charset) {
        int mark = UTF_16BE_MARK.length;
        return new String(file, mark, file.length - mark, charset).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean begins(byte[] file, byte[] mark) {
        return file.length >= mark.length && Arrays.equals(file, 0, mark.length, mark, 0, mark.length);
    }
}
