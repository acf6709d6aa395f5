package io.papertrader.master.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rights of an operator; each role may do all that those before it may. */
public enum Role {
    /** Looks at everything. */
    READ,
    /** Runs a class: its accounts. */
    CLASS,
    /** Runs the network: workers and operators too. */
    ALL;

    /** True where this is as much as that, or more. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The word that operators use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this word. */
    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }
}
