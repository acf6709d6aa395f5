package io.papertrader.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Postgres of our own on a free port of this machine; its data and its password stay where they are. */
final class Database implements AutoCloseable {

    static final String NAME = "papertrader";
    static final String USER = "papertrader";
    static final String HOST = "127.0.0.1";

    private final PostgresControl control;
    private final String password;
    private final int port;

    private Database(PostgresControl control, String password, int port) {
        this.control = control;
        this.password = password;
        this.port = port;
    }

    /** Starts on the data of this folder, or on new data where there is none yet. */
    static Database start(PostgresProgram program, Path directory, LogFile log) throws StartFault {
        Path data = directory.resolve("data");
        Path passwordFile = directory.resolve("password");
        PostgresControl control = new PostgresControl(program, data, log);
        try {
            Home.makePrivate(directory);
            if (Files.notExists(data)) {
                new NewDatabase(program, directory, log).create(data, passwordFile);
            }
            // Before Postgres runs: what fails here leaves nothing to be stopped.
            String password = readPassword(passwordFile);
            int port = freePort();
            new LeftOverPostgres(program, control, data).stop();
            control.start(port);
            return new Database(control, password, port);
        } catch (IOException e) {
            throw new StartFault("The database in %s cannot be used: %s.".formatted(directory, e.getMessage()), e);
        }
    }

    String address() {
        return HOST + ":" + port;
    }

    String password() {
        return password;
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
