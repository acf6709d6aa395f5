package io.papertrader.cli.session;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.codec.message.ProviderName;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The third party to log in with in place of a password, and the browser for its page. */
public final class ThirdPartyOptions {
    @Option(
            names = "--with",
            paramLabel = "NAME",
            description = "Log in with a third party, such as google, in place of a password.")
    public Optional<ProviderName> with = Optional.empty();

    @Option(names = "--device", description = "With --with: log in by a browser on another device, by a code.")
    public boolean isElsewhere;

    /** Refuses what does not go together. */
    public void check(PasswordOptions password) {
        if (with.isEmpty() && isElsewhere) {
            throw CommandFailure.usage("--device says how to log in with a third party: name it by --with.");
        }
        if (with.isPresent() && password.isFromInput) {
            throw CommandFailure.usage("--password-stdin has no use with --with: no password is asked for.");
        }
    }
}
