package io.papertrader.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The order in which everything is started, and, backwards, stopped: home, database, master, worker. Each method below
 * holds one of them open around the next.
 */
final class StartOrder {

    private static final Duration LEFT_OVER_PATIENCE = Duration.ofSeconds(20);
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);

    /** The pause between looks at what may have ended. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final Settings settings;
    private final NewServerKeys keys;
    private final Supplier<UUID> ids;
    private final StopSignal stop;
    private final PrintStream out;

    StartOrder(Settings settings, NewServerKeys keys, Supplier<UUID> ids, StopSignal stop, PrintStream out) {
        this.settings = settings;
        this.keys = keys;
        this.ids = ids;
        this.stop = stop;
        this.out = out;
    }

    /**
     * Returns when a stop was asked for and all is stopped. A part that does not start is a fault; one that ends later,
     * by itself, is started again.
     */
    void run() throws StartFault, IOException {
        try (Home home = Home.open(settings.home())) {
            for (Path server : List.of(home.worker(), home.master())) {
                new LeftOverServer(server).end(LEFT_OVER_PATIENCE);
            }
            Ports ports = Ports.choose(settings.environment(), settings.listenHost());
            runDatabase(new Servers(settings, home, ports));
        }
        out.println("Stopped. Your data stays in " + settings.home() + ".");
    }

    private void runDatabase(Servers servers) throws StartFault, IOException {
        Home home = servers.home();
        out.println("Starting the database ...");
        PostgresProgram program = PostgresProgram.unpack(home.postgres().resolve("program"));
        try (Database database = Database.start(program, home.postgres(), OutputFile.open(home.log("postgres.log")))) {
            runMaster(servers, database);
        }
    }

    private void runMaster(Servers servers, Database database) throws StartFault, IOException {
        keys.openOrCreate(servers.masterKeys(), "PaperTrader master");
        String workerKey = keys.openOrCreate(servers.workerKeys(), "PaperTrader worker");
        LeftOverServer noted = new LeftOverServer(servers.home().master());
        try (LaunchedServer master = start(servers, servers.master(database), noted, Port.MASTER_HTTP)) {
            UUID uuid = WorkerUuid.openOrCreate(servers.home().worker().resolve("uuid"), ids);
            register(servers, uuid, workerKey, master.management());
            runWorker(servers, uuid, database, master);
        }
    }

    private void runWorker(Servers servers, UUID uuid, Database database, LaunchedServer master)
            throws StartFault, IOException {
        LeftOverServer noted = new LeftOverServer(servers.home().worker());
        if (settings.encryption() == PortEncryption.MADE_CERTIFICATE) {
            makeCertificate(servers);
        }
        try (LaunchedServer worker = start(servers, servers.worker(uuid), noted, Port.WORKER_HTTP)) {
            out.print(new Summary(servers, market(servers, master.management())).text());
            // From here on the launcher waits: the memory that the start took is given back.
            System.gc();
            keep(Stream.of(database, master, worker));
            out.println("\nStopping ...");
        }
    }

    private void makeCertificate(Servers servers) throws StartFault {
        NetworkCertificate certificate = servers.certificate();
        List<String> names = settings.listenHost().names(servers.workerPublicAddress());
        if (certificate.openOrMake(names, InstantSource.system(), new SecureRandom())) {
            out.println("Made a certificate for " + String.join(", ", names) + ": " + certificate.certificate());
        }
    }

    /**
     * None of them needs to be started in its turn: the master waits for the database, and the worker for the master.
     */
    private void keep(Stream<NetworkPart> parts) {
        List<KeptPart> kept =
                parts.map(part -> new KeptPart(part, out, System.nanoTime())).toList();
        while (!stop.await(GLANCE)) {
            kept.forEach(part -> part.look(System.nanoTime()));
        }
    }

    private LaunchedServer start(Servers servers, ServerCommand command, LeftOverServer noted, Port managementPort)
            throws StartFault, IOException {
        if (stop.isRequested()) {
            throw new StartFault("Stopped while starting.");
        }
        out.printf("Starting the %s ...%n", command.name());
        return LaunchedServer.start(
                command,
                servers.home().log(command.name() + ".out"),
                noted,
                servers.ports().of(managementPort),
                stop,
                START_PATIENCE);
    }

    private void register(Servers servers, UUID uuid, String workerKey, Management management)
            throws StartFault, IOException {
        Registration registration = new Registration(
                uuid, workerKey, settings.listenHost().workerNetworks(), servers.workerPublicAddress());
        try {
            registration.submit(management, adminToken(servers));
        } catch (IOException e) {
            throw new StartFault("The worker cannot be registered with the master: %s.".formatted(e.getMessage()), e);
        }
    }

    private static String market(Servers servers, Management master) throws StartFault {
        try {
            return MarketNotice.text(master, adminToken(servers));
        } catch (IOException e) {
            throw new StartFault("The master cannot be asked about its market: %s.".formatted(e.getMessage()), e);
        }
    }

    private static String adminToken(Servers servers) throws IOException {
        return Files.readString(servers.home().master().resolve("admin-token")).strip();
    }
}
