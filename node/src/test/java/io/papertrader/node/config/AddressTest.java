package io.papertrader.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.message.WorkerAddress;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class AddressTest {
    private static SmallRyeConfig config(String value) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("master", value)
                .build();
    }

    @Test
    void readsSeveralInTheirOrder() {
        assertThat(config("a.example:2048, [2001:db8::1]:2049").getValues("master", WorkerAddress.class))
                .containsExactly(new WorkerAddress("a.example", 2048), new WorkerAddress("2001:db8::1", 2049));
    }

    @Test
    void saysWhatIsWrongWithWhich() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("a.example:2048,b.example").getValues("master", WorkerAddress.class))
                .withMessageContaining("master")
                .withMessageContaining("must be host:port")
                .withMessageContaining("b.example");
    }
}
