package io.papertrader.cli.session;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Environment;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.identity.DeviceCode;
import io.papertrader.client.identity.ExternalProof;
import io.papertrader.client.identity.ThirdParty;
import io.papertrader.client.identity.ThirdPartyException;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.ProviderName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Sends the user to a third party, and waits for what comes of it. No connection is kept meanwhile: it may take
 * minutes.
 */
@Singleton
public final class ThirdPartyLogin {
    private static final String TRUST = "PAPERTRADER_PROVIDER_TRUST";

    private final Network network;
    private final Browser browser;
    private final Screen screen;
    private final Environment environment;
    private final ThirdParty usual;

    ThirdPartyLogin(
            Network network,
            Browser browser,
            Screen screen,
            Environment environment,
            Vertx vertx,
            SecureRandom random) {
        this.network = network;
        this.browser = browser;
        this.screen = screen;
        this.environment = environment;
        this.usual = ThirdParty.create(vertx, random);
    }

    private ThirdParty thirdParty() {
        return environment
                .variable(TRUST)
                .map(file -> usual.trusting(readable(Path.of(file))))
                .orElse(usual);
    }

    private static Path readable(Path file) {
        if (Files.isReadable(file)) {
            return file;
        }
        throw CommandFailure.usage(TRUST + " names " + file + ", which cannot be read.");
    }

    /** The proof of the user's identity, for the network. */
    public ExternalProof prove(ProviderName name, boolean isElsewhere) {
        LoginProvider provider = provider(name);
        return awaitProof(
                isElsewhere
                        ? thirdParty().byDeviceCode(provider, this::show)
                        : thirdParty().inBrowser(provider, this::show),
                name);
    }

    private LoginProvider provider(ProviderName name) {
        List<LoginProvider> all = network.anonymously(
                        client -> await(client.externalLogins().providers()))
                .providers();
        return all.stream()
                .filter(known -> known.name().equals(name))
                .findAny()
                .orElseThrow(() -> CommandFailure.usage(
                        all.isEmpty()
                                ? "This network has no third-party logins."
                                : "There is no third party " + name + "; log in with one of "
                                        + all.stream()
                                                .map(known -> known.name().value())
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private void show(URI page) {
        screen.note(
                browser.open(page)
                        ? "Log in in your browser. If it has not opened, open this page:"
                        : "Open this page in a browser on this machine (or use --device to log in on another):");
        screen.note(page.toString());
    }

    private void show(DeviceCode code) {
        screen.note("Open " + code.address() + " in a browser anywhere, and type the code " + code.code() + ".");
        code.withCode().ifPresent(page -> screen.note("With the code in it: " + page));
    }

    private ExternalProof awaitProof(Future<ExternalProof> proof, ProviderName name) {
        try {
            return network.awaitPatiently(proof);
        } catch (InterruptedException stopped) {
            throw new CommandFailure(
                    ExitCode.REFUSED, "STOPPED", "The login with " + name + " was broken off; nobody was logged in.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ThirdPartyException trouble) {
                throw new CommandFailure(
                        exitCode(trouble), trouble.kind().name(), String.valueOf(trouble.getMessage()));
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ExitCode exitCode(ThirdPartyException trouble) {
        return switch (trouble.kind()) {
            case DENIED, TIMED_OUT, FOREIGN -> ExitCode.REFUSED;
            case UNREACHABLE, UNSUITABLE -> ExitCode.UNREACHABLE;
        };
    }
}
