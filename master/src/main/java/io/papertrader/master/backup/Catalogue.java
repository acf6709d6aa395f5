package io.papertrader.master.backup;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables and sequences of a database, as its own catalogue lists them: a table that a migration adds is in the next
 * backup.
 *
 * @param version the newest migration
 * @param all every table of the network
 * @param copied those that a backup has, each behind the ones that its foreign keys name
 */
record Catalogue(int version, List<String> all, List<CopiedTable> copied, List<String> sequences) {
    private static final String VERSION =
            "SELECT max(version::INTEGER) AS version FROM flyway_schema_history WHERE success";

    private static final String TABLES = """
            SELECT relname AS name,
                (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
                    FROM pg_attribute
                    WHERE attrelid = listed.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
                coalesce(
                    (SELECT string_agg(quote_ident(attname), ', ' ORDER BY array_position(conkey, attnum))
                        FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
                        WHERE conrelid = listed.oid AND contype = 'p'),
                    '1') AS key,
                ARRAY(SELECT DISTINCT confrelid::regclass::TEXT
                    FROM pg_constraint
                    WHERE conrelid = listed.oid AND contype = 'f' AND confrelid <> conrelid) AS parents
            FROM pg_class AS listed
            WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = current_schema()::regnamespace
                AND relname <> 'flyway_schema_history'
            ORDER BY relname
            """;

    private static final String SEQUENCES = """
            SELECT relname AS name
            FROM pg_class
            WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace
            ORDER BY relname
            """;

    /** Sessions end with the network that they were of, and so does whatever refers to them. */
    private static final Set<String> ENDING = Set.of("session", "session_key");

    Catalogue {
        all = List.copyOf(all);
        copied = List.copyOf(copied);
        sequences = List.copyOf(sequences);
    }

    private record Listed(CopiedTable table, Set<String> parents) {}

    static Catalogue of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, Listed> listed = listed(statement);
            return new Catalogue(
                    version(statement), List.copyOf(listed.keySet()), inOrder(listed), sequences(statement));
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(VERSION)) {
            row.next();
            return row.getInt("version");
        }
    }

    private static Map<String, Listed> listed(Statement statement) throws SQLException {
        Map<String, Listed> listed = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                CopiedTable table =
                        new CopiedTable(row.getString("name"), row.getString("columns"), row.getString("key"));
                listed.put(table.name(), new Listed(table, names(row.getArray("parents"))));
            }
        }
        return listed;
    }

    private static Set<String> names(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }

    private static List<String> sequences(Statement statement) throws SQLException {
        List<String> sequences = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(SEQUENCES)) {
            while (row.next()) {
                sequences.add(row.getString("name"));
            }
        }
        return sequences;
    }

    /** Parents first, in rounds: what refers to nothing that is still missing is next. */
    private static List<CopiedTable> inOrder(Map<String, Listed> listed) {
        Set<String> left = new HashSet<>(ENDING);
        Set<String> placed = new HashSet<>();
        List<CopiedTable> order = new ArrayList<>();
        boolean isNews = true;
        while (isNews) {
            isNews = false;
            for (Listed one : listed.values()) {
                String name = one.table.name();
                if (!placed.contains(name) && !left.contains(name)) {
                    if (one.parents.stream().anyMatch(left::contains)) {
                        isNews = left.add(name);
                    } else if (placed.containsAll(one.parents)) {
                        order.add(one.table);
                        isNews = placed.add(name);
                    }
                }
            }
        }
        if (placed.size() + left.size() < listed.size()) {
            throw new IllegalStateException("Tables refer to each other in a circle: " + listed.keySet());
        }
        return order;
    }
}
