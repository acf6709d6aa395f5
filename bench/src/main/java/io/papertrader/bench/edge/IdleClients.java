package io.papertrader.bench.edge;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The memory that a worker spends on a client that is logged in and says nothing. */
final class IdleClients implements ReportPart {
    /** A worker lets in a bounded number from each address. */
    private static final int FROM_ONE_ADDRESS = 1_000;

    /**
     * Clients that connect before it is measured: the pages that a worker touches for its first ones are not theirs.
     */
    private static final int FIRST = 200;

    /**
     * Times that the first ones come and go before it is measured: the young generation, which everything new passes
     * through, is not theirs either, and without this a part of it would be touched by the clients that count.
     */
    private static final int ROUNDS = 10;

    private static final Duration UNTIL_IDLE = Duration.ofSeconds(2);
    private static final double KIB_A_MIB = 1_024;

    private final ReportTable table = new ReportTable(
            "Memory of an idle client that is logged in",
            "form",
            "port",
            "clients",
            "worker's resident MiB with " + FIRST,
            "with all",
            "KiB a client");

    @Override
    public void measure(EdgeScene scene) throws IOException {
        scene.network().renewWorker();
        Target target = scene.reader().target(scene.network().port());
        measure(scene, "plain", scene.options().idleClients(), target::connect);
        SelfSigned certificate = SelfSigned.make();
        scene.network().renewWorker(certificate);
        measure(scene, "TLS", scene.options().tlsClients(), from -> target.connect(certificate.newcomer(), from));
        // Whoever measures next expects the plain port.
        scene.network().renewWorker();
    }

    /** Opens a client from this address of the machine, and logs it in. */
    private interface Opening {
        Closeable open(InetAddress from) throws IOException;
    }

    private void measure(EdgeScene scene, String port, int number, Opening opening) throws IOException {
        List<Closeable> clients = new ArrayList<>();
        try {
            int first = Math.min(FIRST, number / 2);
            for (int round = 0; round < ROUNDS; round++) {
                open(opening, clients, first);
                close(clients);
            }
            open(opening, clients, first);
            long before = resident(scene);
            open(opening, clients, number);
            long after = resident(scene);
            table.row(
                    scene.form(),
                    port,
                    ReportTable.whole(number),
                    ReportTable.oneDigit(before / KIB_A_MIB),
                    ReportTable.oneDigit(after / KIB_A_MIB),
                    ReportTable.oneDigit((after - before) / (double) (number - first)));
        } finally {
            close(clients);
        }
    }

    private static void close(List<Closeable> clients) throws IOException {
        for (Closeable client : clients) {
            client.close();
        }
        clients.clear();
    }

    private static long resident(EdgeScene scene) throws IOException {
        LockSupport.parkNanos(UNTIL_IDLE.toNanos());
        return scene.network().worker().residentKib();
    }

    private static void open(Opening opening, List<Closeable> clients, int until) throws IOException {
        while (clients.size() < until) {
            int address = 2 + clients.size() / FROM_ONE_ADDRESS;
            clients.add(opening.open(InetAddress.ofLiteral("127.0.0." + address)));
        }
    }

    @Override
    public ReportTable table() {
        return table;
    }
}
