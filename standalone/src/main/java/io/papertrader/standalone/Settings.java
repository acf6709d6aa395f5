package io.papertrader.standalone;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The choices of the person who starts the network. */
record Settings(LauncherEnvironment environment, Path home, Programs programs, ListenHost listenHost) {

    static final String HOME = "PAPERTRADER_HOME";
    static final String EXECUTABLES = "PAPERTRADER_EXECUTABLES";
    static final String WORKER_PUBLIC_ADDRESS = "PAPERTRADER_WORKER_PUBLIC_ADDRESS";
    /** A system property: the network is started for the AOT caches that its servers leave behind. */
    private static final String TRAINING = "papertrader.training";

    private static final String CERTIFICATE = "PAPERTRADER_TLS_CERTIFICATE";
    private static final String CLEAR_TEXT = "PAPERTRADER_TLS_CLEAR_TEXT";

    static Settings from(LauncherEnvironment environment) throws StartFault {
        Path home = Path.of(environment.get(HOME, "data")).toAbsolutePath().normalize();
        return new Settings(environment, home, programs(environment), ListenHost.from(environment));
    }

    String updateInterval() {
        return environment.get("PAPERTRADER_UPDATE_INTERVAL", "10s");
    }

    /**
     * The time for which the master may stand still without losing the lead. Here no other stands by for it; a master
     * that is killed gives it up at once.
     */
    String lease() {
        return environment.get("PAPERTRADER_DATABASE_LEASE", "30s");
    }

    /** The market that is served. */
    String market() {
        return environment.get("PAPERTRADER_MARKET", "replay");
    }

    /**
     * The address that clients are told to connect to; differs from the listening address behind a router or container.
     */
    String workerPublicAddress(Ports ports) {
        return environment.get(WORKER_PUBLIC_ADDRESS, listenHost.reachableFromElsewhere(ports.of(Port.WORKER)));
    }

    /**
     * The encryption towards clients on other machines. The servers take a certificate that is set from the environment
     * themselves.
     */
    PortEncryption encryption() {
        if (!environment.get(CERTIFICATE, "").isEmpty()) {
            return PortEncryption.OWN_CERTIFICATE;
        }
        boolean isClear = listenHost.address().isLoopbackAddress()
                || !environment.get(CLEAR_TEXT, "").isEmpty();
        return isClear ? PortEncryption.NONE : PortEncryption.MADE_CERTIFICATE;
    }

    /** Native executables where their folder is named; else the jars of the repository that this one lies in. */
    private static Programs programs(LauncherEnvironment environment) {
        String executables = environment.get(EXECUTABLES, "");
        return executables.isEmpty()
                ? new Programs.Jars(repository(), Boolean.getBoolean(TRAINING) ? AotCache.MADE : AotCache.USED)
                : new Programs.Executables(Path.of(executables).toAbsolutePath().normalize());
    }

    private static Path repository() {
        try {
            Path self = Path.of(Settings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // The jar is in standalone/target.
            return self.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
