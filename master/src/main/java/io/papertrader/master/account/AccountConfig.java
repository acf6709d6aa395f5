package io.papertrader.master.account;

import io.papertrader.node.config.AtLeastOne;
import io.papertrader.node.limits.Pace;
import io.papertrader.node.limits.PaceText;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The storage of passwords, and the bounds on guesses at them. */
@ConfigMapping(prefix = "papertrader.account")
public interface AccountConfig {
    /**
     * Passwords hashed at the same time, each of which takes a core and the memory of a hash; one more for those who
     * ask for more than their share.
     */
    @WithConverter(AtLeastOne.class)
    @WithDefault("2")
    int hashThreads();

    /** Logins and registrations that wait for a hash; more are refused. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("256")
    int hashQueue();

    /**
     * The time that a login or a registration may wait for its hash; it should be less than the workers' request
     * timeout.
     */
    @WithDefault("8s")
    Duration hashPatience();

    /**
     * Passwords of one address that are hashed as fast as the machine can, beside right ones and those of accounts that
     * are known there. What is asked beyond takes a twentieth of the machine's processors, and is refused where it
     * would take too long.
     */
    @WithConverter(PaceText.class)
    @WithDefault("30 at once, then 1 every 2s")
    Pace hashShare();

    /** The memory that a hash takes; stored ones that took less are made anew when their owner logs in. */
    @WithDefault("19M")
    MemorySize hashMemory();

    /**
     * The number of times that a hash goes over its memory; stored ones that did so less often are made anew when their
     * owner logs in.
     */
    @WithConverter(AtLeastOne.class)
    @WithDefault("2")
    int hashIterations();
}
