package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Postgres of our own on a free port of this machine; its data and its passwords stay where they are. */
final class Database implements NetworkPart, AutoCloseable {

    static final String NAME = "papertrader";
    static final String OWNER = "papertrader";
    static final String HOST = "127.0.0.1";

    private final PostgresControl control;
    private final LeftOverPostgres leftOver;
    private final Path output;
    private final String ownerPassword;
    private final String masterPassword;
    private final int port;
    private ProcessHandle process;

    private Database(
            PostgresControl control,
            LeftOverPostgres leftOver,
            Path output,
            String ownerPassword,
            String masterPassword,
            int port,
            ProcessHandle process) {
        this.control = control;
        this.leftOver = leftOver;
        this.output = output;
        this.ownerPassword = ownerPassword;
        this.masterPassword = masterPassword;
        this.port = port;
        this.process = process;
    }

    /** Starts on the data of this folder, or on new data where there is none yet. */
    static Database start(PostgresProgram program, Path directory, OutputFile log) throws StartFault {
        Path data = directory.resolve("data");
        Path passwordFile = directory.resolve("password");
        try {
            Home.makePrivate(directory);
            if (Files.notExists(data)) {
                new NewDatabase(program, directory, log).create(data, passwordFile);
            }
            // Before Postgres runs: what fails here leaves nothing to be stopped.
            String ownerPassword = readPassword(passwordFile);
            int port = FreePort.find();
            PostgresControl control = new PostgresControl(program, data, log);
            LeftOverPostgres leftOver = new LeftOverPostgres(program, control, data);
            leftOver.stop();
            String masterPassword = new MasterRole(program, directory, log).password(data);
            return new Database(
                    control, leftOver, log.path(), ownerPassword, masterPassword, port, control.start(port));
        } catch (IOException e) {
            throw new StartFault("The database in %s cannot be used: %s.".formatted(directory, e.getMessage()), e);
        }
    }

    String address() {
        return HOST + ":" + port;
    }

    String ownerPassword() {
        return ownerPassword;
    }

    String masterPassword() {
        return masterPassword;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** It takes connections before it counts as started. */
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public String ending() {
        return "ended; the last that it said: " + control.lastWord();
    }

    @Override
    public Path output() {
        return output;
    }

    /** Starts on the same port, which the master knows. */
    @Override
    public void startAgain() throws StartFault, IOException {
        leftOver.stop();
        process = control.start(port);
    }

    @Override
    public void close() {
        control.stop();
    }

    private static String readPassword(Path file) throws IOException, StartFault {
        if (Files.notExists(file)) {
            throw new StartFault(
                    "The password of the database, %s, is missing: put it back, or move %s away to begin anew."
                            .formatted(file, file.getParent()));
        }
        return Files.readString(file).strip();
    }
}
