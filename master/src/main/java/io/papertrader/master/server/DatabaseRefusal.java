package io.papertrader.master.server;

import io.papertrader.master.DatabaseConfig;
import io.papertrader.master.account.FoldedNames;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Objects;

/** The reason for which the database keeps this master from starting, with the operator's remedy first. */
record DatabaseRefusal(DatabaseConfig database, Throwable failure) {

    /** One sentence. */
    String sentence() {
        String reason = reason();
        return switch (state()) {
            case "28P01", "28000" ->
                "Set PAPERTRADER_DATABASE_USER and PAPERTRADER_DATABASE_PASSWORD to what Postgres at %s knows; user \"%s\" was not let in: %s"
                        .formatted(database.address(), database.user(), reason);
            case "3D000" ->
                "Postgres at %s has no database \"%s\": create it there with \"CREATE DATABASE %s OWNER %s\", or name another in PAPERTRADER_DATABASE_NAME"
                        .formatted(database.address(), database.name(), database.name(), owner());
            case "42501" ->
                "Database %s at %s and its tables must belong to \"%s\", or PAPERTRADER_DATABASE_OWNER names whom they belong to: type \"ALTER DATABASE %s OWNER TO %s\" there: %s"
                        .formatted(database.name(), database.address(), owner(), database.name(), owner(), reason);
            default ->
                "The master cannot start with database %s at %s: %s"
                        .formatted(database.name(), database.address(), reason);
        };
    }

    private String owner() {
        return database.owner().orElseGet(database::user);
    }

    private String state() {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refusal) {
                return Objects.toString(refusal.getSqlState(), "");
            }
            if (cause instanceof SQLException refusal) {
                return Objects.toString(refusal.getSQLState(), "");
            }
        }
        return "";
    }

    private String reason() {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FoldedNames.Same same) {
                return String.valueOf(same.getMessage());
            }
        }
        return failure instanceof PgException refusal ? refusal.getErrorMessage() : failure.toString();
    }
}
