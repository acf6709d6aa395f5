package io.papertrader.codec.link;

import static io.papertrader.codec.link.KnownServers.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papertrader.codec.wire.Layout;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in place of what a hello or a welcome says once it is opened. */
class HandshakeFuzzTest {
    private static final EphemeralKey OURS = EphemeralKey.generate(new KnownRandom(5));

    static Stream<byte[]> seeds() {
        WelcomeContent welcome =
                new WelcomeContent(HelloContent.VERSION, HELLO.nonce(), HELLO.nonce(), HELLO.publicValue(), 12);
        return Stream.of(HelloContent.LAYOUT.toBinary(HELLO), WelcomeContent.LAYOUT.toBinary(welcome))
                .map(Buffer::getBytes);
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsAContentAndAgreesOnKeysOrGivesAFault(byte[] input) {
        read(HelloContent.LAYOUT, input).ifPresent(hello -> agree(hello.publicValue(), input));
        read(WelcomeContent.LAYOUT, input).ifPresent(welcome -> agree(welcome.publicValue(), input));
    }

    private static <T> Optional<T> read(Layout<T> layout, byte[] input) {
        T content;
        try {
            content = layout.fromBinary(Buffer.buffer(input));
        } catch (WireFault fault) {
            assertThat(fault.reason()).isNotBlank();
            return Optional.empty();
        }
        assertThat(layout.toBinary(content).getBytes()).isEqualTo(input);
        return Optional.of(content);
    }

    private static void agree(Buffer publicValue, byte[] content) {
        try {
            assertThat(OURS.agree(publicValue.getBytes(), content, content)).isNotNull();
        } catch (LinkFault fault) {
            assertThat(fault.reason()).isNotBlank();
        }
    }
}
