package io.papertrader.standalone;

/** What a person wants to know once everything runs: where it is, what to type next, how to end it. */
record Summary(Servers servers, String market) {

    String text() {
        Ports ports = servers.ports();
        ListenHost host = servers.settings().listenHost();
        return """

                PaperTrader is running.

                  Worker       %s, for clients
                               ws://%s/papertrader, for browsers
                  Master       %s, for workers
                  Management   http://127.0.0.1:%d/q/health (worker)
                               http://127.0.0.1:%d/q/health (master)
                  Values       %s
                  Data, logs   %s
                %s
                Next, in another terminal:  ./papertrader register
                Ctrl-C stops everything; the data stays.

                """.formatted(
                        host.reachable(ports.of(Port.WORKER)),
                        host.reachable(ports.of(Port.WORKER_WEB)),
                        host.reachable(ports.of(Port.MASTER)),
                        ports.of(Port.WORKER_HTTP),
                        ports.of(Port.MASTER_HTTP),
                        market,
                        servers.home().directory(),
                        elsewhere());
    }

    /** Clients go where the network's list of workers sends them, so its operator has to know where that is. */
    private String elsewhere() {
        return servers.settings().listenHost().isForAll()
                ? "%nClients on other machines are sent to %s; where they cannot reach that, set %s.%n"
                        .formatted(servers.workerPublicAddress(), Settings.WORKER_PUBLIC_ADDRESS)
                : "";
    }
}
