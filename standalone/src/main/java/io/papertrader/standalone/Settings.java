package io.papertrader.standalone;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** What the person who starts the network may choose. */
record Settings(Environment environment, Path home, Path install, ListenHost listenHost) {

    /** The built programs lie in the repository, and so does this one; the property is for other layouts. */
    private static final String INSTALL_PROPERTY = "papertrader.install";

    static Settings from(Environment environment) throws StartFault {
        Path home = Path.of(environment.get("PAPERTRADER_HOME", "data"))
                .toAbsolutePath()
                .normalize();
        return new Settings(environment, home, installed(), ListenHost.from(environment));
    }

    String updateInterval() {
        return environment.get("PAPERTRADER_UPDATE_INTERVAL", "5s");
    }

    /** Where clients are told to connect; differs from the listening address behind a router or container. */
    String workerPublicAddress(Ports ports) {
        return environment.get("PAPERTRADER_WORKER_PUBLIC_ADDRESS", listenHost.reachable(ports.of(Port.WORKER)));
    }

    private static Path installed() {
        String given = System.getProperty(INSTALL_PROPERTY);
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        try {
            Path self = Path.of(Settings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path target = self.getParent();
            return target.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
