package io.papertrader.master.limits;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The values of settings where nobody sets anything. */
final class Defaults {
    private Defaults() {}

    static PacesConfig limits() {
        return new SmallRyeConfigBuilder()
                .withMapping(PacesConfig.class)
                .build()
                .getConfigMapping(PacesConfig.class);
    }
}
