package io.papertrader.cli;

import io.papertrader.cli.command.Environment;
import io.papertrader.cli.command.IdSource;
import io.papertrader.cli.session.Browser;
import io.papertrader.cli.session.UsualWorker;
import io.papertrader.cli.view.Terminal;
import io.papertrader.client.Samples;
import io.papertrader.client.WorkerStandIn;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.Failure.AccountChangeFail;
import io.papertrader.codec.message.MarketRequest.GetAssetHours;
import io.papertrader.codec.message.MarketRequest.GetMarket;
import io.papertrader.codec.message.MarketRequest.GetTradingHours;
import io.papertrader.codec.message.SessionReply.LogoutSuccess;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The command as a person uses it, before a worker that answers by a script. */
public final class Cli implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final WorkerStandIn worker = WorkerStandIn.start(vertx)
            .answer(GetAssetValueWeek.class, request -> Samples.day("2018-02-07"))
            .answer(GetMarket.class, request -> Samples.market())
            .answer(GetTradingHours.class, request -> Samples.tradingHours())
            .answer(GetAssetHours.class, request -> Samples.tradingHours())
            .answer(LoginSession.class, login -> Samples.sessionStarted(login.sessionId()))
            .answer(
                    RememberDevice.class,
                    request -> new AccountChangeFail(FailCode.UNKNOWN_INSTRUCTION, "No devices are known here."))
            .answer(Logout.class, logout -> new LogoutSuccess());
    private final Map<String, String> variables = new HashMap<>();
    private final Path sessionFile;
    private Browser browser = page -> false;

    /** The outcome of one run of the command. */
    public record Run(int exitCode, String out, String err) {}

    public Cli(Path folder) {
        this.sessionFile = folder.resolve("config").resolve("session.json");
        variables.put("PAPERTRADER_SESSION", sessionFile.toString());
        variables.put("TERM", "xterm");
        variables.put("PAPERTRADER_WORKER", worker.address().toString());
    }

    public WorkerStandIn worker() {
        return worker;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Path sessionFile() {
        return sessionFile;
    }

    public Cli variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Pages are opened by this. */
    public Cli browser(Browser other) {
        browser = other;
        return this;
    }

    public Cli without(String name) {
        variables.remove(name);
        return this;
    }

    /** The command after a {@code login}. */
    public Cli loggedIn() throws IOException {
        Files.createDirectories(sessionFile.getParent());
        Files.writeString(sessionFile, """
                {"sessionId": "%s", "expiry": "2027-01-01T00:00:00Z", "username": "alice", "workers": ["%s"]}
                """.formatted(Samples.SESSION.value(), worker.address()));
        return this;
    }

    public Run run(String... arguments) {
        return run(new FakeTerminal(), arguments);
    }

    public Run run(FakeTerminal terminal, String... arguments) {
        Environment environment = new Environment(name -> Optional.ofNullable(variables.get(name)));
        Parts parts = new Parts()
                .with(Vertx.class, vertx)
                .with(Terminal.class, terminal)
                .with(Environment.class, environment)
                .with(Browser.class, browser)
                .with(UsualWorker.class, new UsualWorker(worker.address()))
                .with(RandomGenerator.class, new Random(1))
                .with(SecureRandom.class, new SecureRandom())
                .with(InstantSource.class, InstantSource.fixed(Instant.parse("2026-05-01T00:00:00Z")))
                .with(IdSource.class, () -> UUID.fromString("99999999-2222-3333-4444-555555555555"))
                .with(Version.class, new Version("1.2.3"));
        try {
            int exitCode =
                    parts.create(CommandLines.class).run(parts.create(PaperTraderCommand.class), parts, arguments);
            return new Run(exitCode, terminal.written(), terminal.faults());
        } catch (Exception e) {
            throw new AssertionError("the command could not be built", e);
        }
    }

    @Override
    public void close() {
        worker.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
