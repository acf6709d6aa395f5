package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The role that the master works as: it owns nothing, so that it cannot alter what is append-only. It is made at the
 * first start on data that does not have it, also where an earlier version made that data.
 */
final class MasterRole {
    static final String NAME = "papertrader_master";

    private final PostgresProgram program;
    private final OutputFile log;
    private final Path passwordFile;

    MasterRole(PostgresProgram program, Path directory, OutputFile log) {
        this.program = program;
        this.log = log;
        this.passwordFile = directory.resolve("master-password");
    }

    /**
     * Its password. Postgres must not run on this data: nobody has a superuser's password, so the role is made in
     * single-user mode.
     */
    String password(Path data) throws IOException, StartFault {
        if (Files.notExists(passwordFile)) {
            String password = Password.random();
            make(data, password);
            // Known only when it works, so that a start killed half-way is made again with another one.
            Path unfinished = passwordFile.resolveSibling("master-password.unfinished");
            Home.writePrivate(unfinished, password);
            Files.move(unfinished, passwordFile, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(passwordFile).strip();
    }

    private void make(Path data, String password) throws IOException, StartFault {
        String statements = """
                DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s LOGIN; END IF; END $$;
                ALTER ROLE %1$s PASSWORD '%2$s';
                """.formatted(NAME, password);
        if (!program.runAlone(data, statements, log)) {
            throw PostgresControl.fault("The role of the master cannot be made in " + data, log);
        }
    }
}
