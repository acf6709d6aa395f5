package io.papertrader.bench.edge;

import io.papertrader.bench.start.Probe;
import io.papertrader.bench.start.Running;
import io.papertrader.bench.start.Scratch;
import io.papertrader.bench.start.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Many workers of one form, all linked to the stand-in and with the limits that a worker has by itself. */
final class Fleet implements AutoCloseable {
    private final List<Member> members = new ArrayList<>();

    /** One worker, and where its clients reach it. */
    private record Member(Running program, int port) {}

    private Fleet() {}

    /** Starts them one after another, each until its probes say that it is ready. */
    static Fleet start(ServerPair network, MasterStandIn master, int workers) throws IOException {
        Path folder = Scratch.folder("papertrader-bench-fleet");
        Fleet fleet = new Fleet();
        try {
            Path masterKey = Files.writeString(
                    folder.resolve("master.asc"), master.publicKey().armored());
            for (int i = 1; i <= workers; i++) {
                Path home = folder.resolve(String.valueOf(i));
                writeKey(home.resolve("keys"), master.workersSecret());
                fleet.add(network, master, masterKey, new UUID(0, i), home);
            }
            return fleet;
        } catch (IOException e) {
            fleet.close();
            throw e;
        }
    }

    /** A server takes no key that others could read. */
    private static void writeKey(Path keys, String secret) throws IOException {
        Files.createDirectories(keys);
        Path file = Files.createFile(
                keys.resolve("secret.asc"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }

    private void add(ServerPair network, MasterStandIn master, Path masterKey, UUID uuid, Path home)
            throws IOException {
        int port = Stage.freePort();
        int http = Stage.freePort();
        Map<String, String> environment = Map.of(
                "PAPERTRADER_DIRECTORY", home.toString(),
                "PAPERTRADER_WORKER_UUID", uuid.toString(),
                "PAPERTRADER_WORKER_PUBLIC_ADDRESS", "127.0.0.1:" + port,
                "PAPERTRADER_MASTER_ADDRESS", master.address(),
                "PAPERTRADER_MASTER_PUBLIC_KEY", masterKey.toString(),
                "PAPERTRADER_LISTEN_HOST", "127.0.0.1",
                "PAPERTRADER_LISTEN_PORT", String.valueOf(port),
                "PAPERTRADER_WEB_SOCKET_PORT", "0",
                "QUARKUS_HTTP_PORT", String.valueOf(http));
        members.add(new Member(network.start("worker", environment, Probe.ready(http)), port));
    }

    List<Integer> ports() {
        return members.stream().map(Member::port).toList();
    }

    /** The resident memory of all of them together. */
    long residentKib() throws IOException {
        long sum = 0;
        for (Member member : members) {
            sum += member.program().residentKib();
        }
        return sum;
    }

    /** The time that all of them together have had on any core so far. */
    Duration processorTime() throws IOException {
        Duration sum = Duration.ZERO;
        for (Member member : members) {
            sum = sum.plus(member.program().processorTime());
        }
        return sum;
    }

    @Override
    public void close() {
        members.forEach(member -> member.program().close());
    }
}
