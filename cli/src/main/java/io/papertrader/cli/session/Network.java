package io.papertrader.cli.session;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Environment;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.client.connection.ClientOptions;
import io.papertrader.client.connection.PaperTraderClient;
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
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Opens the network for one command, and closes it behind it. */
@Singleton
public final class Network {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final WorkerAddress LOCAL = new WorkerAddress("127.0.0.1", 2049);

    private final Vertx vertx;
    private final NetworkOptions options;
    private final SessionFile sessions;
    private final Environment environment;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<PaperTraderClient, Thread> open = new HashMap<>();

    Network(
            Vertx vertx,
            NetworkOptions options,
            SessionFile sessions,
            Environment environment,
            RandomGenerator random,
            InstantSource clock) {
        this.vertx = vertx;
        this.options = options;
        this.sessions = sessions;
        this.environment = environment;
        this.random = random;
        this.clock = clock;
    }

    /** For what needs nobody to be logged in. */
    public <T> T anonymously(Function<PaperTraderClient, T> work) {
        PaperTraderClient client = PaperTraderClient.create(vertx, clientOptions());
        begin(client);
        try {
            return work.apply(client);
        } finally {
            end(client);
            await(client.close());
        }
    }

    private synchronized void begin(PaperTraderClient client) {
        open.put(client, Thread.currentThread());
    }

    /** An interruption was for the command; nobody else is to be stopped by it. */
    private synchronized void end(PaperTraderClient client) {
        open.remove(client);
        notifyAll();
        var _ = Thread.interrupted();
    }

    /**
     * The process is to end, by Ctrl-C perhaps: nobody is told that connections break which are closed here. A command that
     * has something to say of what it leaves behind has a moment for it.
     */
    synchronized void stop(@Observes ShutdownEvent event) throws InterruptedException {
        open.forEach((client, command) -> {
            command.interrupt();
            client.close();
        });
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        long left = LAST_WORDS.toMillis();
        while (!open.isEmpty() && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    /** For what is done in the name of the session that is kept. */
    public <T> T loggedIn(BiFunction<PaperTraderClient, SavedSession, T> work) {
        SavedSession session = sessions.read()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_LOGGED_IN, "BAD_SESSION", "Nobody is logged in. Type: papertrader login"));
        return anonymously(client -> {
            // Nobody waits for this answer: where it is a refusal, so is the one to the next request.
            client.resume(session.id());
            return work.apply(client, session);
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

    /** The workers that were asked for, in the order of how clearly they were. */
    List<WorkerAddress> workers() {
        if (!options.workers.isEmpty()) {
            return options.workers;
        }
        return environment
                .variable("PAPERTRADER_WORKER", WorkerAddress::parse)
                .map(List::of)
                .or(() -> sessions.read().map(SavedSession::workers))
                .filter(workers -> !workers.isEmpty())
                .orElse(List.of(LOCAL));
    }

    private ClientOptions clientOptions() {
        ClientOptions plain = ClientOptions.of(workers(), random).failingFast().withSources(clock, random);
        return options.encryption().map(plain::withTls).orElse(plain);
    }
}
