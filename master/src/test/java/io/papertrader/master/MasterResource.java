package io.papertrader.master;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The settings of every master in these tests: an empty database, a new folder, low limits. */
public class MasterResource implements QuarkusTestResourceLifecycleManager {
    /** An asset of the list in a currency that accounts are not kept in. */
    public static final String FOREIGN = "SAP";

    public static final Duration LEASE = Duration.ofMinutes(1);

    /**
     * Keeps the port of the mail server until that opens it, as the master starts: it is bound and does not listen, so
     * that no connection and no other server is given it.
     */
    private final Socket mailPort = new Socket();

    private Path directory;

    @Override
    public Map<String, String> start() {
        try {
            mailPort.setReuseAddress(true);
            mailPort.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            directory = Files.createTempDirectory("papertrader-master");
            Map<String, String> config = new HashMap<>(limits());
            config.put("papertrader.mail.port", String.valueOf(mailPort.getLocalPort()));
            config.put("papertrader.directory", directory.resolve("master").toString());
            config.put("papertrader.asset.list", listOfAssets().toString());
            config.put("papertrader.database.address", Postgres.address());
            config.put("papertrader.database.name", database());
            config.put("papertrader.database.user", Postgres.EVERYDAY);
            config.put("papertrader.database.owner", Postgres.OWNER);
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try (mailPort;
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each start has a class loader of its own, so that no static counter would tell them apart. */
    private static String database() {
        return Postgres.newDatabaseOfTheOwner(
                "master_" + ProcessHandle.current().pid() + "_" + System.nanoTime());
    }

    /** Updates are stepped by hand, so that nothing moves under a test. */
    private static Map<String, String> limits() {
        return Map.ofEntries(
                Map.entry("quarkus.scheduler.enabled", "false"),
                Map.entry("papertrader.update-interval", "1h"),
                // No test that stands still for seconds, as by its collections of garbage, costs the master its lead.
                Map.entry("papertrader.database.lease", LEASE.toSeconds() + "s"),
                // Small, so that portfolios leave memory, old orders are looked up, and clearings have many slices.
                Map.entry("papertrader.market.batch-size", "60"),
                Map.entry("papertrader.market.slice-size", "40"),
                Map.entry("papertrader.market.portfolios-in-memory", "4"),
                Map.entry("papertrader.market.max-waiting", "2000"),
                Map.entry("papertrader.market.pause-after-failure", "10ms"),
                Map.entry("papertrader.trade.remembered-orders", "5"),
                Map.entry("papertrader.trade.max-open-orders", "700"),
                Map.entry("papertrader.trade.fee", "0.50"),
                Map.entry("papertrader.trade.fee-percent", "0.1"),
                Map.entry("papertrader.limits.login", "3 at once, then 1 every 90s"),
                Map.entry("papertrader.limits.login-by-account", "4 at once, then 1 every 90s"),
                Map.entry("papertrader.limits.login-by-address", "6 at once, then 1 every 90s"),
                Map.entry("papertrader.limits.right-login", "110 at once, then 1 every 1h"),
                Map.entry("papertrader.account.hash-queue", "4"),
                // Nearly every test has a user of its own, whose password is hashed twice.
                Map.entry("papertrader.account.hash-memory", "2M"),
                Map.entry("papertrader.mail.host", "127.0.0.1"),
                Map.entry("papertrader.mail.start-tls", "DISABLED"),
                Map.entry("papertrader.listen.host", "127.0.0.1"),
                Map.entry("papertrader.listen.handshake-timeout", "5s"),
                Map.entry("papertrader.listen.drain-timeout", "20s"),
                Map.entry("papertrader.listen.max-connections", "40"),
                Map.entry("papertrader.listen.max-in-flight", "64"),
                Map.entry("papertrader.listen.max-unsent-bytes", "8388608"));
    }

    private Path listOfAssets() throws IOException {
        String builtIn;
        try (var in = MasterResource.class.getResourceAsStream("/market-data/assets.csv")) {
            builtIn = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        return Files.write(
                directory.resolve("assets.csv"),
                Stream.concat(builtIn.lines(), List.of(FOREIGN + ",SAP SE,EUR").stream())
                        .toList());
    }
}
