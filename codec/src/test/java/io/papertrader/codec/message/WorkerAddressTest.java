package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.wire.Field;
import io.papertrader.codec.wire.Layout;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerAddressTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "edge1.example.org:2049,edge1.example.org,2049",
        "localhost:1,localhost,1",
        "192.0.2.7:65535,192.0.2.7,65535",
        "[2001:db8::1]:2049,2001:db8::1,2049",
        "[::]:2049,::,2049",
        "[::ffff:192.0.2.7]:2049,::ffff:192.0.2.7,2049"
    })
    void readsAndWritesHostAndPort(String text, String host, int port) {
        WorkerAddress address = WorkerAddress.parse(text);

        assertThat(address).isEqualTo(new WorkerAddress(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "host",
                "host:",
                ":2049",
                "host:0",
                "host:65536",
                "host:-1",
                "host:+1",
                "host:x",
                "host:٣",
                "host:99999999999",
                "a b:1",
                "a,b:1",
                "2001:db8::1:2049",
                "[host]:2049",
                "[192.0.2.7]:2049",
                "[]:1",
                "[::1:1",
                "::1]:1",
                "[[::1]]:1",
                "http://host:1"
            })
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WorkerAddress.parse(text));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"''", "'a:1'", "'a:1,[::1]:2'"})
    void readsAndWritesListsSeparatedByCommas(String text) {
        Layout<Workers> layout = Workers.LAYOUT;

        Workers workers = layout.fromArguments(Buffer.buffer(text), 1);

        assertThat(layout.toArguments(workers)).isEqualTo(Buffer.buffer(text));
    }

    @Test
    void refusesListsWithGaps() {
        for (String text : List.of(",", "a:1,", ",a:1", "a:1,,b:2", "a:1, b:2")) {
            Assertions.assertThatExceptionOfType(WireFault.class)
                    .as(text)
                    .isThrownBy(() -> Workers.LAYOUT.fromArguments(Buffer.buffer(text), 1));
        }
    }

    private record Workers(List<WorkerAddress> workers) {
        static final Layout<Workers> LAYOUT = Layout.of(
                Workers.class, Field.field("workers", WorkerAddress.COMMA_LIST, Workers::workers), Workers::new);
    }
}
