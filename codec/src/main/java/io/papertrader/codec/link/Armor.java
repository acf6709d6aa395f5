package io.papertrader.codec.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.bcpg.ArmoredOutputStream;

/** OpenPGP's text form of binary packets. */
final class Armor {
    private Armor() {}

    static String of(byte[] packets) {
        var text = new ByteArrayOutputStream();
        // No header lines: a version or a user name in a key file helps only a stranger.
        try (var armor = ArmoredOutputStream.builder().clearHeaders().build(text)) {
            armor.write(packets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }
}
