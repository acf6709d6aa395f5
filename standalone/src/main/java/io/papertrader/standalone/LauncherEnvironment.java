package io.papertrader.standalone;

import java.util.Map;

/** The environment variables that the launcher was started with; an empty one counts as absent, as people expect. */
record LauncherEnvironment(Map<String, String> variables) {

    LauncherEnvironment {
        variables = Map.copyOf(variables);
    }

    String get(String name, String usual) {
        String value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? usual : value;
    }
}
