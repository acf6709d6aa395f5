package io.papertrader.standalone;

/** The doors of the network: what each is for, its usual number, and the variable that moves it. */
enum Port {
    MASTER("PAPERTRADER_MASTER_PORT", 2048, "the master"),
    WORKER("PAPERTRADER_WORKER_PORT", 2049, "the worker"),
    WORKER_WEB("PAPERTRADER_WORKER_WEB_PORT", 2080, "browsers"),
    MASTER_HTTP("PAPERTRADER_MASTER_HTTP_PORT", 9048, "the master's management"),
    WORKER_HTTP("PAPERTRADER_WORKER_HTTP_PORT", 9049, "the worker's management");

    private static final int HIGHEST = 65_535;

    private final String variable;
    private final int usual;
    private final String purpose;

    Port(String variable, int usual, String purpose) {
        this.variable = variable;
        this.usual = usual;
        this.purpose = purpose;
    }

    String variable() {
        return variable;
    }

    String purpose() {
        return purpose;
    }

    /** Management never leaves the machine, whatever address clients are served on. */
    boolean isManagement() {
        return this == MASTER_HTTP || this == WORKER_HTTP;
    }

    /** The number asked for; 0 asks for a free one. */
    int wanted(LauncherEnvironment environment) throws StartFault {
        String text = environment.get(variable, Integer.toString(usual));
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of range.
        }
        throw new StartFault(
                "%s is \"%s\", but a port is a number from 0 (a free one) to %d.".formatted(variable, text, HIGHEST));
    }
}
