package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The first start: a new data folder with one role, which owns one database and may do nothing else. */
final class NewDatabase {

    private final PostgresProgram program;
    private final Path directory;
    private final OutputFile log;

    NewDatabase(PostgresProgram program, Path directory, OutputFile log) {
        this.program = program;
        this.directory = directory;
        this.log = log;
    }

    /** The data appears under its name only when complete, so that a start killed half-way is simply made again. */
    void create(Path data, Path passwordFile) throws IOException, StartFault {
        Path unfinished = directory.resolve("data.unfinished");
        delete(unfinished);
        initialise(unfinished);
        String password = Password.random();
        Home.writePrivate(passwordFile, password);
        createUser(unfinished, password);
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The superuser's password is thrown away: nobody needs that user, and no connection gets in without one. */
    private void initialise(Path data) throws IOException, StartFault {
        Path superuserPassword = directory.resolve("superuser-password");
        Home.writePrivate(superuserPassword, Password.random());
        boolean done = program.run(
                "initdb",
                List.of(
                        "--pgdata=" + data,
                        "--username=" + PostgresProgram.SUPERUSER,
                        "--pwfile=" + superuserPassword,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // Text sorts alike on every machine, whatever its C library.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--set=listen_addresses=" + Database.HOST,
                        "--set=unix_socket_directories=",
                        "--set=timezone=UTC",
                        "--set=log_timezone=UTC"),
                "",
                log);
        Files.delete(superuserPassword);
        if (!done) {
            throw PostgresControl.fault("The database cannot be created in " + directory, log);
        }
    }

    /** In single-user mode, before anybody could connect; each statement is one line there. */
    private void createUser(Path data, String password) throws IOException, StartFault {
        String statements = """
                CREATE ROLE %s LOGIN PASSWORD '%s';
                CREATE DATABASE %s OWNER %s;
                """.formatted(Database.OWNER, password, Database.NAME, Database.OWNER);
        if (!program.runAlone(data, statements, log)) {
            throw PostgresControl.fault("The database cannot be created in " + directory, log);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
