package io.papertrader.bench.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a client costs a worker that is logged in and says nothing. */
final class IdleClients implements Part {
    /** A worker lets in a bounded number from each address. */
    private static final int FROM_ONE_ADDRESS = 1_000;

    /** What the first clients of all make a worker touch is not theirs. */
    private static final int FIRST = 200;

    private static final Duration UNTIL_IDLE = Duration.ofSeconds(2);
    private static final double KIB_A_MIB = 1_024;

    private final Table table = new Table(
            "Memory of an idle client that is logged in",
            "form",
            "clients",
            "worker's resident MiB with " + FIRST,
            "with all",
            "KiB a client");

    @Override
    public void measure(Scene scene) throws IOException {
        scene.network().renewWorker();
        List<SocketChannel> clients = new ArrayList<>();
        try {
            open(scene, clients, FIRST);
            long before = resident(scene);
            open(scene, clients, scene.options().idleClients());
            long after = resident(scene);
            table.row(
                    scene.form(),
                    Table.whole(clients.size()),
                    Table.oneDigit(before / KIB_A_MIB),
                    Table.oneDigit(after / KIB_A_MIB),
                    Table.oneDigit((after - before) / (double) (clients.size() - FIRST)));
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    private static long resident(Scene scene) throws IOException {
        LockSupport.parkNanos(UNTIL_IDLE.toNanos());
        return scene.network().worker().residentKib();
    }

    private static void open(Scene scene, List<SocketChannel> clients, int until) throws IOException {
        Target target = scene.reader().target(scene.network().port());
        while (clients.size() < until) {
            int address = 2 + clients.size() / FROM_ONE_ADDRESS;
            clients.add(target.connect(InetAddress.ofLiteral("127.0.0." + address)));
        }
    }

    @Override
    public Table table() {
        return table;
    }
}
