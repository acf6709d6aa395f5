package io.papertrader.master.limits;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The values of settings where nobody sets anything. */
final class Defaults {
    private Defaults() {}

    static LimitsConfig limits() {
        return new SmallRyeConfigBuilder()
                .withMapping(LimitsConfig.class)
                .build()
                .getConfigMapping(LimitsConfig.class);
    }
}
