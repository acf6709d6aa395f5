package io.papertrader.cli.session;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Times;
import io.papertrader.client.connection.Encryption;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.client.identity.ExternalProof;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.ExternalLoginReply.ExternalSession;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code login}: begins a session and keeps it for the commands to come. */
@Command(name = "login", description = "Log in, and stay so until you log out or the session ends.")
public final class LoginCommand implements Callable<Integer> {
    private final Network network;
    private final SessionFile sessions;
    private final DeviceFile devices;
    private final Prompts questions;
    private final ThirdPartyLogin thirdParties;
    private final Screen screen;

    @Parameters(arity = "0..1", paramLabel = "USERNAME", description = "Asked for where it is missing.")
    Optional<UserName> username = Optional.empty();

    @Mixin
    PasswordOptions password = new PasswordOptions();

    @Mixin
    ThirdPartyOptions thirdParty = new ThirdPartyOptions();

    LoginCommand(
            Network network,
            SessionFile sessions,
            DeviceFile devices,
            Prompts questions,
            ThirdPartyLogin thirdParties,
            Screen screen) {
        this.network = network;
        this.sessions = sessions;
        this.devices = devices;
        this.questions = questions;
        this.thirdParties = thirdParties;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        sessions.path();
        thirdParty.check(password);
        SavedSession session = thirdParty.with.map(this::withThirdParty).orElseGet(this::withPassword);
        show(session);
        return 0;
    }

    private SavedSession withThirdParty(ProviderName provider) {
        if (username.isPresent()) {
            throw CommandFailure.usage("Leave the username out with --with: " + provider + " says who you are.");
        }
        ExternalProof proof = thirdParties.prove(provider, thirdParty.isElsewhere);
        Encryption encryption = network.encryption();
        return network.anonymously(client -> {
            Reached reached = Reached.by(client);
            return kept(client, SavedSession.of(logIn(client, proof), reached.worker(), encryption), reached);
        });
    }

    private static ExternalSession logIn(PaperTraderClient client, ExternalProof proof) {
        try {
            return await(client.externalLogins().login(proof, false));
        } catch (RefusedException refusal) {
            throw refusal.code() == FailCode.UNKNOWN_USER
                    ? new CommandFailure(
                            ExitCode.REFUSED,
                            refusal.code().name(),
                            refusal.reason() + " Type: papertrader register --with " + proof.provider())
                    : refusal;
        }
    }

    private SavedSession withPassword() {
        UserName user = questions.ask(username, "username", UserName::new, "papertrader login USERNAME");
        HashedPass hashedPass = questions.password(user, password);
        Encryption encryption = network.encryption();
        Function<PaperTraderClient, SessionStarted> plain = client -> await(client.login(user, hashedPass, false));
        return known(user)
                .map(here -> network.at(
                        here.worker(),
                        encryption,
                        client -> kept(client, user, encryption, logInFrom(here.device(), user, hashedPass, plain))))
                .orElseGet(() -> network.anonymously(client -> kept(client, user, encryption, plain)));
    }

    private SavedSession kept(
            PaperTraderClient client,
            UserName user,
            Encryption encryption,
            Function<PaperTraderClient, SessionStarted> logIn) {
        Reached reached = Reached.by(client);
        SessionStarted started = logIn.apply(client);
        return kept(client, SavedSession.of(user, started, reached.worker(), encryption), reached);
    }

    /** The session is written before its device is remembered, which may take long or be interrupted. */
    private SavedSession kept(PaperTraderClient client, SavedSession session, Reached reached) {
        sessions.write(session);
        devices.remember(client, session, reached);
        return session;
    }

    /** As on a device that the account knows, where the worker is not of an earlier version. */
    private static Function<PaperTraderClient, SessionStarted> logInFrom(
            DeviceToken device,
            UserName user,
            HashedPass hashedPass,
            Function<PaperTraderClient, SessionStarted> plain) {
        return client -> {
            try {
                return await(client.login(user, hashedPass, false, device));
            } catch (RefusedException refusal) {
                if (refusal.code() != FailCode.UNKNOWN_INSTRUCTION) {
                    throw refusal;
                }
                return plain.apply(client);
            }
        };
    }

    /** This device, as the network of this worker knows it. */
    private record Known(WorkerAddress worker, DeviceToken device) {}

    /**
     * The secret is shown to no network but its own, so a worker has to be reached before, and it alone is asked then:
     * where its connection breaks, the next one may be of another network.
     */
    private Optional<Known> known(UserName user) {
        if (!devices.knows(user)) {
            return Optional.empty();
        }
        return network.anonymously(client -> {
            Reached reached = Reached.by(client);
            try {
                await(client.workers());
            } catch (RefusedException answer) {
                // It is reached all the same.
            }
            return reached.worker()
                    .flatMap(worker -> devices.read(user, worker).map(device -> new Known(worker, device)));
        });
    }

    private void show(SavedSession session) {
        if (screen.isJson()) {
            screen.json(new JsonObject()
                    .put("username", session.username().value())
                    .put("expiry", session.expiry().toString()));
        } else {
            screen.line("Logged in as " + session.username() + " until " + Times.of(session.expiry())
                    + " UTC. Next: papertrader quote");
        }
    }
}
