package io.papertrader.codec.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SessionSealTest {
    private static final byte[] KEY = "the network's key of 32 letters.".getBytes(US_ASCII);

    private final SessionSeal seal = new SessionSeal(SessionKey.of(KEY));

    @Test
    void makesIdsThatCarryTheCheckOfTheProtocol() throws Exception {
        byte[] id = Base64.getUrlDecoder().decode(seal.make(new Random(1)).value());

        var hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] check = hmac.doFinal(Arrays.copyOf(id, 24));
        assertThat(id).hasSize(32);
        assertThat(Arrays.copyOfRange(id, 24, 32)).isEqualTo(Arrays.copyOf(check, 8));
    }

    @Test
    void knowsItsOwnIds() {
        Random random = new Random(2);

        assertThat(IntStream.range(0, 1_000).mapToObj(any -> seal.make(random)))
                .doesNotHaveDuplicates()
                .allMatch(seal::isGenuine);
    }

    @Test
    void refusesMadeUpIds() {
        Random random = new Random(3);
        byte[] bytes = new byte[SessionId.BYTES];

        for (int i = 0; i < 1_000; i++) {
            random.nextBytes(bytes);
            assertThat(seal.isGenuine(SessionId.of(bytes))).isFalse();
        }
    }

    @Test
    void refusesAnIdWithAnyBitChanged() {
        byte[] id = Base64.getUrlDecoder().decode(seal.make(new Random(4)).value());

        for (int bit = 0; bit < id.length * Byte.SIZE; bit++) {
            byte[] changed = id.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(seal.isGenuine(SessionId.of(changed))).isFalse();
        }
    }

    @Test
    void refusesAnotherSpellingOfTheSameBytes() {
        String genuine = seal.make(new Random(5)).value();
        char last = genuine.charAt(42);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String other = genuine.substring(0, 42) + letters.charAt(letters.indexOf(last) + 1);

        assertThat(Base64.getUrlDecoder().decode(other))
                .isEqualTo(Base64.getUrlDecoder().decode(genuine));
        assertThat(seal.isGenuine(new SessionId(other))).isFalse();
    }

    @Test
    void refusesIdsOfAnotherNetwork() {
        SessionSeal other = new SessionSeal(SessionKey.of(new byte[SessionKey.BYTES]));

        assertThat(seal.isGenuine(other.make(new Random(6)))).isFalse();
    }

    @Test
    void servesManyThreads() {
        Random random = new Random(7);

        assertThat(IntStream.range(0, 10_000).parallel().mapToObj(any -> seal.make(random)))
                .allMatch(seal::isGenuine);
    }

    @Test
    void takesKeysOf32BytesOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> SessionKey.of(new byte[31]));
        assertThat(SessionKey.of(KEY)).hasToString("SessionKey[hidden]").isEqualTo(SessionKey.of(KEY));
    }
}
