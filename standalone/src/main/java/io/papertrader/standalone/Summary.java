package io.papertrader.standalone;

import java.nio.file.Path;

/** The facts that a person wants once everything runs: the address, the next thing to type, the way to end it. */
record Summary(Servers servers, String market) {

    String text() {
        Ports ports = servers.ports();
        ListenHost host = servers.settings().listenHost();
        return """

                PaperTrader is running.

                  Worker       %s, for clients
                               %s://%s/papertrader, for browsers
                  Master       %s, for workers
                  Management   http://127.0.0.1:%d/q/health (worker)
                               http://127.0.0.1:%d/q/health (master)
                  Values       %s
                  Data, logs   %s
                %s
                Next, in another terminal:  ./papertrader register%s
                Ctrl-C stops everything; the data stays.

                """.formatted(
                        host.reachable(ports.of(Port.WORKER)),
                        isEncrypted() ? "wss" : "ws",
                        host.reachable(ports.of(Port.WORKER_WEB)),
                        host.reachable(ports.of(Port.MASTER)),
                        ports.of(Port.WORKER_HTTP),
                        ports.of(Port.MASTER_HTTP),
                        market,
                        servers.home().directory(),
                        elsewhere(),
                        option());
    }

    private PortEncryption encryption() {
        return servers.settings().encryption();
    }

    private boolean isEncrypted() {
        return encryption() != PortEncryption.NONE;
    }

    /** The option with which the command speaks to a worker by TLS; the session remembers it. */
    private String option() {
        return switch (encryption()) {
            case NONE -> "";
            case OWN_CERTIFICATE -> " --worker " + servers.workerPublicAddress() + " --tls";
            case MADE_CERTIFICATE -> " --trust " + servers.certificate().certificate();
        };
    }

    /** Clients go where the network's list of workers sends them, so its operator has to know where that is. */
    private String elsewhere() {
        if (servers.settings().listenHost().address().isLoopbackAddress()) {
            return "";
        }
        String address = servers.workerPublicAddress();
        return "%nClients on other machines are sent to %s; where they cannot reach that, set %s.%n%s"
                .formatted(address, Settings.WORKER_PUBLIC_ADDRESS, forThem(address));
    }

    private String forThem(String address) {
        Path certificate = servers.certificate().certificate();
        return encryption() == PortEncryption.MADE_CERTIFICATE
                ? "They need a copy of %s, and type:%n  papertrader register --worker %s --trust %s%n"
                        .formatted(certificate, address, certificate.getFileName())
                : "";
    }
}
