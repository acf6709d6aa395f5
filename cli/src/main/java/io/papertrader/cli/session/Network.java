package io.papertrader.cli.session;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Environment;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.client.connection.ClientOptions;
import io.papertrader.client.connection.Encryption;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.UnreachableException;
import io.papertrader.codec.message.WorkerAddress;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Opens the network for one command, and closes it behind it. */
@Singleton
public final class Network {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final NetworkOptions options;
    private final SessionFile sessions;
    private final Environment environment;
    private final Candidates usual;
    private final RandomGenerator random;
    private final InstantSource clock;
    /** The things that a command waits for, by how each is given up. */
    private final Map<Runnable, Thread> open = new HashMap<>();

    Network(
            Vertx vertx,
            NetworkOptions options,
            SessionFile sessions,
            Environment environment,
            UsualWorker usual,
            RandomGenerator random,
            InstantSource clock) {
        this.vertx = vertx;
        this.options = options;
        this.sessions = sessions;
        this.environment = environment;
        this.usual = new Candidates(
                List.of(usual.address()),
                "This is the usual address; name another with --worker HOST:PORT, or in the variable"
                        + " PAPERTRADER_WORKER.");
        this.random = random;
        this.clock = clock;
    }

    /**
     * Does work that needs nobody to be logged in: any network will do, the one of the last session before the usual
     * one.
     */
    public <T> T anonymously(Function<PaperTraderClient, T> work) {
        Candidates anyone = anyone();
        return with(anyone, encryption(anyone), (client, reached) -> work.apply(client));
    }

    /** Does such work at this worker and at no other, also where the connection breaks. */
    <T> T at(WorkerAddress worker, Encryption encryption, Function<PaperTraderClient, T> work) {
        Candidates alone = new Candidates(List.of(worker), "It answered a moment ago; try again.");
        return with(alone, encryption, (client, reached) -> work.apply(client));
    }

    /** The way in which they are spoken to for that. */
    Encryption encryption() {
        return encryption(anyone());
    }

    private Candidates anyone() {
        return named().orElseGet(() -> kept().map(workers -> workers.and(usual)).orElse(usual));
    }

    private <T> T with(Candidates candidates, Encryption encryption, BiFunction<PaperTraderClient, Reached, T> work) {
        PaperTraderClient client = PaperTraderClient.create(vertx, clientOptions(candidates, encryption));
        Reached reached = Reached.by(client);
        Runnable close = client::close;
        begin(close);
        try {
            return work.apply(client, reached);
        } catch (UnreachableException nobody) {
            throw reached.worker().isPresent()
                    ? nobody
                    : new CommandFailure(
                            ExitCode.UNREACHABLE, nobody.code().name(), nobody.reason() + ". " + candidates.origin());
        } finally {
            end(close);
            await(client.close());
        }
    }

    private synchronized void begin(Runnable close) {
        open.put(close, Thread.currentThread());
    }

    /** An interruption was for the command; nobody else is to be stopped by it. */
    private synchronized void end(Runnable close) {
        open.remove(close);
        notifyAll();
        var _ = Thread.interrupted();
    }

    /**
     * The process is to end, by Ctrl-C perhaps: nobody is told that connections break which are closed here. A command
     * that has something to say of what it leaves behind has a moment for it.
     */
    synchronized void stop(@Observes ShutdownEvent event) throws InterruptedException {
        open.forEach((close, command) -> {
            command.interrupt();
            close.run();
        });
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        long left = LAST_WORDS.toMillis();
        while (!open.isEmpty() && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    /** Refuses where no session is kept, before anything else is asked of the user. */
    public void checkLoggedIn() {
        if (sessions.read().isEmpty()) {
            throw sessions.absence();
        }
    }

    /**
     * A step that may take minutes, as a person decides it; Ctrl-C ends the waiting, so that the command can say so.
     */
    <T> T awaitPatiently(Future<T> answer) throws InterruptedException, ExecutionException {
        Runnable nothing = () -> {};
        begin(nothing);
        try {
            return answer.toCompletionStage().toCompletableFuture().get();
        } finally {
            end(nothing);
        }
    }

    /** The work in the name of a session, at the worker that is reached for it. */
    public interface WorkThere<T> {
        T at(Reached reached, PaperTraderClient client, SavedSession session);
    }

    /** Does work in the name of the session that is kept. */
    public <T> T loggedIn(BiFunction<PaperTraderClient, SavedSession, T> work) {
        return loggedInThere((reached, client, session) -> work.apply(client, session));
    }

    /** The same for work that differs by the worker. */
    public <T> T loggedInThere(WorkThere<T> work) {
        SavedSession session = sessions.read().orElseThrow(sessions::absence);
        Candidates candidates = named().or(this::kept).orElse(usual);
        return with(candidates, encryption(candidates), (client, reached) -> {
            // Nobody waits for this answer: where it is a refusal, so is the one to the next request.
            client.resume(session.id());
            return work.at(reached, client, session);
        });
    }

    /** The answer; whoever calls may wait, which no event loop may. */
    public static <T> T await(Future<T> answer) {
        try {
            return answer.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Optional<Candidates> named() {
        if (!options.workers.isEmpty()) {
            return Optional.of(new Candidates(options.workers, "The address was given with --worker."));
        }
        return environment
                .variable("PAPERTRADER_WORKER", WorkerAddress::parse)
                .map(worker ->
                        new Candidates(List.of(worker), "The address is that of the variable PAPERTRADER_WORKER."));
    }

    private Optional<Candidates> kept() {
        return sessions.read()
                .filter(session -> !session.workers().isEmpty())
                .map(session -> new Candidates(
                        session.workers(),
                        "The addresses were kept at login in " + sessions.path()
                                + ". Log in again, or name a worker with --worker HOST:PORT."));
    }

    private ClientOptions clientOptions(Candidates candidates, Encryption encryption) {
        return ClientOptions.of(candidates.workers(), random)
                .failingFast()
                .withSources(clock, random)
                .withEncryption(encryption);
    }

    /** An option counts before what was kept at login, which counts for the workers of that network alone. */
    private Encryption encryption(Candidates candidates) {
        return options.encryption()
                .or(() -> sessions.read()
                        .filter(session -> isOf(session, candidates))
                        .flatMap(SavedSession::encryption)
                        .map(NetworkOptions::checked))
                .orElse(Encryption.usual());
    }

    private boolean isOf(SavedSession session, Candidates candidates) {
        return candidates.workers().stream()
                .allMatch(worker ->
                        session.workers().contains(worker) || usual.workers().contains(worker));
    }
}
