package io.papertrader.worker;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.node.keys.KeyFolder;
import io.papertrader.node.keys.KeyFolderException;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The settings of every worker in these tests: a master, keys in a new folder, quick tries. */
public class WorkerResource implements QuarkusTestResourceLifecycleManager {
    public static final UUID WORKER = new UUID(7, 7);

    /** The first master to be tried; nobody listens there. */
    public static final String NO_MASTER = "127.0.0.1:1";

    /** The time for which the worker takes values that the master does not confirm for current ones. */
    public static final Duration STALE_AFTER = Duration.ofMinutes(30);

    static final String HOLD_VALUES_BACK = "hold-values-back";
    static final String FIRST_MASTERS = "first-masters";

    private Path directory;
    private MasterStandIn master;
    private boolean areValuesHeldBack;
    private String firstMasters;

    @Override
    public void init(Map<String, String> arguments) {
        areValuesHeldBack = Boolean.parseBoolean(arguments.get(HOLD_VALUES_BACK));
        firstMasters = arguments.getOrDefault(FIRST_MASTERS, NO_MASTER);
    }

    @Override
    public Map<String, String> start() {
        try {
            SecureRandom random = new SecureRandom();
            directory = Files.createTempDirectory("papertrader-worker");
            LinkKeys masterKeys = LinkKeys.generate("master", random, Instant.now());
            LinkKeys workerKeys =
                    new KeyFolder(directory.resolve("keys"), random, InstantSource.system()).openOrCreate("worker");
            Path publicKey = directory.resolve("master.asc");
            Files.writeString(publicKey, masterKeys.publicKey().armored());
            master = new MasterStandIn(masterKeys, workerKeys.publicKey());
            if (areValuesHeldBack) {
                master.hold(GetAssetListPage.class);
            }
            Map<String, String> config = new HashMap<>(limits());
            config.put("papertrader.directory", directory.toString());
            config.put("papertrader.worker.uuid", WORKER.toString());
            config.put("papertrader.master.address", firstMasters + "," + master.address());
            config.put("papertrader.master.public-key", publicKey.toString());
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LinkFault | KeyFolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> limits() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "papertrader.listen.host", "127.0.0.1",
                "papertrader.listen.port", "0",
                "papertrader.web-socket.port", "0",
                "papertrader.master.first-retry", "10ms",
                "papertrader.master.longest-retry", "100ms",
                "papertrader.cache.max-bytes", "100000",
                "papertrader.cache.stale-after", STALE_AFTER.toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(master, new TestInjector.MatchesType(MasterStandIn.class));
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(directory)) {
            master.close();
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
