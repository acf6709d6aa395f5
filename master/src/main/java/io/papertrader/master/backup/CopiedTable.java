package io.papertrader.master.backup;

/**
 * A table whose rows are copied.
 *
 * @param columns those that are written, with commas between them; what Postgres computes itself is not among them
 * @param key its primary key, in the same form
 */
record CopiedTable(String name, String columns, String key) {
    /** Rows in the order of their key, so that the same rows are the same bytes. */
    String copyOut() {
        return "COPY (SELECT " + columns + " FROM " + name + " ORDER BY " + key + ") TO STDOUT";
    }

    /** The line before its rows, as psql reads it, without the semicolon. */
    String copyIn() {
        return "COPY " + name + " (" + columns + ") FROM STDIN";
    }
}
