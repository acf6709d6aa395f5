package io.papertrader.master.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

/** The settings of an operator who sets nothing; the tests of the application hash passwords more cheaply. */
class AccountConfigTest {
    private static final long MEGABYTE = 1_048_576;

    @Test
    void storesPasswordsAtTheCostThatIsAdvisedForArgon2id() {
        AccountConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AccountConfig.class)
                .build()
                .getConfigMapping(AccountConfig.class);

        assertThat(config.hashMemory().asLongValue()).isEqualTo(19 * MEGABYTE);
        assertThat(config.hashIterations()).isEqualTo(2);
    }
}
