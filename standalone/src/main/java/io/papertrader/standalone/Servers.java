package io.papertrader.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The variables by which master and worker are configured, and so told about each other. */
record Servers(Settings settings, Home home, Ports ports) {

    private static final String MASTER_HEAP = "512m";
    private static final String WORKER_HEAP = "256m";

    Path masterKeys() {
        return home.master().resolve("keys");
    }

    Path workerKeys() {
        return home.worker().resolve("keys");
    }

    NetworkCertificate certificate() {
        return new NetworkCertificate(home.directory().resolve("tls"));
    }

    String workerPublicAddress() {
        return settings.workerPublicAddress(ports);
    }

    ServerCommand master(Database database) throws StartFault {
        Map<String, String> environment = common(home.master(), Port.MASTER, Port.MASTER_HTTP);
        environment.put("PAPERTRADER_DATABASE_ADDRESS", database.address());
        environment.put("PAPERTRADER_DATABASE_NAME", Database.NAME);
        environment.put("PAPERTRADER_DATABASE_USER", MasterRole.NAME);
        environment.put("PAPERTRADER_DATABASE_PASSWORD", database.masterPassword());
        environment.put("PAPERTRADER_DATABASE_OWNER", Database.OWNER);
        environment.put("PAPERTRADER_DATABASE_OWNER_PASSWORD", database.ownerPassword());
        environment.put("PAPERTRADER_DATABASE_LEASE", settings.lease());
        environment.put("PAPERTRADER_UPDATE_INTERVAL", settings.updateInterval());
        environment.put("PAPERTRADER_MARKET", settings.market());
        return command("master", MASTER_HEAP, environment);
    }

    ServerCommand worker(UUID uuid) throws StartFault {
        Map<String, String> environment = common(home.worker(), Port.WORKER, Port.WORKER_HTTP);
        environment.put("PAPERTRADER_WORKER_UUID", uuid.toString());
        environment.put("PAPERTRADER_WEB_SOCKET_PORT", Integer.toString(ports.of(Port.WORKER_WEB)));
        environment.put("PAPERTRADER_WORKER_PUBLIC_ADDRESS", workerPublicAddress());
        environment.put("PAPERTRADER_MASTER_ADDRESS", settings.listenHost().reachable(ports.of(Port.MASTER)));
        environment.put(
                "PAPERTRADER_MASTER_PUBLIC_KEY",
                masterKeys().resolve("public.asc").toString());
        if (settings.encryption() == PortEncryption.MADE_CERTIFICATE) {
            environment.put(
                    "PAPERTRADER_TLS_CERTIFICATE", certificate().certificate().toString());
            environment.put("PAPERTRADER_TLS_KEY", certificate().key().toString());
        }
        return command("worker", WORKER_HEAP, environment);
    }

    private ServerCommand command(String name, String heap, Map<String, String> environment) throws StartFault {
        Programs programs = settings.programs();
        return ServerCommand.shielded(name, programs.command(name, heap), environment, programs.stopPatience());
    }

    private Map<String, String> common(Path directory, Port port, Port management) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PAPERTRADER_DIRECTORY", directory.toString());
        environment.put("PAPERTRADER_LISTEN_HOST", settings.listenHost().text());
        environment.put("PAPERTRADER_LISTEN_PORT", Integer.toString(ports.of(port)));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(management)));
        return environment;
    }
}
