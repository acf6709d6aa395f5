package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The user that Postgres runs as. It refuses to be root, for good reasons, and a user without a name. A user namespace
 * makes either of them another user of this machine, for Postgres alone; its files stay the launcher's.
 *
 * @param number the launcher's own user
 * @param hasName true where the system knows a name for it
 * @param named the users that the system knows by name
 */
record PostgresUser(long number, boolean hasName, Collection<Long> named) {

    private static final long ROOT = 0;

    /** The user called nobody, by custom. */
    private static final long NOBODY = 65_534;

    private static final String UNKNOWN_NAME = "?";

    /** The user of this process; where the system has no numbers of users, only its name counts. */
    static PostgresUser current() {
        String name = System.getProperty("user.name");
        boolean hasName = !name.equals(UNKNOWN_NAME);
        try {
            long number = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
            return new PostgresUser(number, hasName, usersWithName());
        } catch (IOException | UnsupportedOperationException notLinux) {
            return new PostgresUser(name.equals("root") ? ROOT : 1, hasName, List.of());
        }
    }

    /** The words before a command that Postgres is to run; none, mostly. */
    List<String> prefix(Predicate<List<String>> works) throws StartFault {
        if (number != ROOT && hasName) {
            return List.of();
        }
        List<String> prefix = other().map(user -> List.of("unshare", "-U", "--map-user=" + user))
                .orElse(List.of("unshare", "-U"));
        if (other().isEmpty() || !works.test(prefix)) {
            throw new StartFault(number == ROOT ? rootRemedy() : nameRemedy());
        }
        return prefix;
    }

    private Optional<Long> other() {
        return named.contains(NOBODY)
                ? Optional.of(NOBODY)
                : named.stream().filter(user -> user != ROOT).findFirst();
    }

    private static String rootRemedy() {
        return "Postgres does not run as root, and this system lets it be nobody else (\"unshare -U --map-user\" fails):"
                + " start PaperTrader as another user.";
    }

    private String nameRemedy() {
        return ("Postgres wants a user with a name, and user %d has none: as root, type \"echo papertrader:x:%d:%d::/:/bin/sh"
                        + " >> /etc/passwd\", or start PaperTrader as another user.")
                .formatted(number, number, number);
    }

    private static Collection<Long> usersWithName() throws IOException {
        Path file = Path.of("/etc/passwd");
        if (Files.notExists(file)) {
            return List.of();
        }
        Map<String, Long> users = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.split(":", -1);
            if (columns.length > 2 && columns[2].matches("\\d{1,9}")) {
                users.put(columns[0], Long.valueOf(columns[2]));
            }
        }
        return users.values();
    }
}
