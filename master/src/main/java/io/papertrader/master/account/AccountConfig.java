package io.papertrader.master.account;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How passwords are kept and guessed at. */
@ConfigMapping(prefix = "papertrader.account")
public interface AccountConfig {
    /** Passwords hashed at the same time; each takes a core and 19 MiB. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("2")
    int hashThreads();

    /** Logins and registrations that wait for a hash; more are refused. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("256")
    int hashQueue();

    /** Failed logins of one account, or from one client address, before more are refused for a while. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("20")
    int loginTries();

    /** How long that while is. */
    @WithDefault("5m")
    Duration loginPause();
}
