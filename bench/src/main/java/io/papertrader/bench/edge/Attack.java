package io.papertrader.bench.edge;

import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** The worst that one client does, from one address, until it is told to stop. */
enum Attack {
    DEAF("asks for 256 histories and reads none") {
        @Override
        void run(int port, Reader trader, List<SocketChannel> opened, BooleanSupplier isOn) throws IOException {
            SocketChannel channel = trader.target(port).connect(here());
            opened.add(channel);
            channel.write(copies(Target.bytes(trader.history()).getBytes(), REQUESTS));
            hold(isOn);
        }
    },

    HALF_FRAMES("2 000 connections with half a message each, without login") {
        @Override
        void run(int port, Reader trader, List<SocketChannel> opened, BooleanSupplier isOn) {
            byte[] half = halfFrame(new GetAssetValueCurrent(trader.asset()));
            for (int i = 0; i < HALVES && isOn.getAsBoolean(); i++) {
                open(port, opened).ifPresent(channel -> write(channel, ByteBuffer.wrap(half)));
            }
            hold(isOn);
        }
    },

    STRANGERS("40 connections with 256 getWorkers each, without login, again and again") {
        @Override
        void run(int port, Reader trader, List<SocketChannel> opened, BooleanSupplier isOn) throws IOException {
            anew(port, isOn, round -> new GetWorkers());
        }
    },

    FLOOD("250 connections that ask getWorkers without end and read nothing, without login") {
        @Override
        void run(int port, Reader trader, List<SocketChannel> opened, BooleanSupplier isOn) {
            ByteBuffer requests = copies(Target.bytes(new GetWorkers()).getBytes(), FLOOD_REQUESTS);
            Map<SocketChannel, ByteBuffer> places = new HashMap<>();
            for (int i = 0; i < FLOOD_CONNECTIONS; i++) {
                open(port, opened).ifPresent(channel -> places.put(channel, requests.duplicate()));
            }
            while (isOn.getAsBoolean()) {
                places.forEach((channel, place) -> {
                    write(channel, place.hasRemaining() ? place : place.rewind());
                });
                LockSupport.parkNanos(FLOOD_PAUSE.toNanos());
            }
        }
    },

    REGISTRATIONS("40 connections that register 256 accounts each, again and again") {
        @Override
        void run(int port, Reader trader, List<SocketChannel> opened, BooleanSupplier isOn) throws IOException {
            anew(port, isOn, round -> new Register(stranger(round), new Email(stranger(round) + "@example.org"), PASS));
        }
    },

    LOGINS("40 connections with 256 wrong passwords each, again and again") {
        @Override
        void run(int port, Reader trader, List<SocketChannel> opened, BooleanSupplier isOn) throws IOException {
            anew(port, isOn, round -> new Login(stranger(round), PASS, false));
        }
    },

    CHURN("opens and closes 1 000 connections a second") {
        @Override
        void run(int port, Reader trader, List<SocketChannel> opened, BooleanSupplier isOn) throws IOException {
            long due = System.nanoTime();
            while (isOn.getAsBoolean()) {
                List<SocketChannel> one = new ArrayList<>();
                open(port, one);
                for (SocketChannel channel : one) {
                    channel.close();
                }
                due += CHURN_INTERVAL.toNanos();
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    };

    private static final int REQUESTS = 256;
    private static final int HALVES = 2_000;
    private static final int HALF_BYTES = 32_768;
    private static final int FLOOD_CONNECTIONS = 250;
    private static final int FLOOD_REQUESTS = 4_096;
    private static final int SIZE_OFFSET = 3;
    private static final int STRANGER_CONNECTIONS = 40;
    private static final Duration CHURN_INTERVAL = Duration.ofMillis(1);
    private static final Duration FLOOD_PAUSE = Duration.ofMillis(1);
    private static final HashedPass PASS = new HashedPass("A".repeat(43));
    private static final Duration ROUND = Duration.ofMillis(200);
    private static final Duration TURN = Duration.ofMillis(200);

    private final String label;

    Attack(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * Goes on until it is off.
     *
     * @param trader the user that it is logged in as, where it is
     * @param opened the connections that it leaves open, to be closed by the caller
     */
    abstract void run(int port, Reader trader, List<SocketChannel> opened, BooleanSupplier isOn) throws IOException;

    /** Full connections without a login, with another request every now and then, and new ones where all were cut. */
    private static void anew(int port, BooleanSupplier isOn, IntFunction<Request> request) throws IOException {
        for (int round = 0; isOn.getAsBoolean(); round++) {
            Target target = Target.worker(port, Optional.empty(), request.apply(round));
            long end = System.nanoTime() + ROUND.toNanos();
            try (Load load = Load.open(target, STRANGER_CONNECTIONS, here())) {
                load.closedWhile(
                        () -> isOn.getAsBoolean() && load.lost() < STRANGER_CONNECTIONS && System.nanoTime() - end < 0,
                        REQUESTS);
            }
        }
    }

    private static UserName stranger(int round) {
        return new UserName("nobody-" + round);
    }

    /** To be turned away is no reason for a client that does its worst to stop. */
    private static Optional<SocketChannel> open(int port, List<SocketChannel> opened) {
        try {
            SocketChannel channel = Target.open(port, here());
            opened.add(channel);
            channel.configureBlocking(false);
            return Optional.of(channel);
        } catch (IOException turnedAway) {
            return Optional.empty();
        }
    }

    /** Writes as much as the kernel takes; a connection that was cut takes nothing. */
    private static void write(SocketChannel channel, ByteBuffer bytes) {
        try {
            channel.write(bytes);
        } catch (IOException cut) {
            bytes.position(bytes.limit());
        }
    }

    private static InetAddress here() {
        return InetAddress.ofLiteral("127.0.0.1");
    }

    private static void hold(BooleanSupplier isOn) {
        while (isOn.getAsBoolean()) {
            LockSupport.parkNanos(TURN.toNanos());
        }
    }

    private static ByteBuffer copies(byte[] request, int times) {
        ByteBuffer all = ByteBuffer.allocate(request.length * times);
        while (all.hasRemaining()) {
            all.put(request);
        }
        return all.flip();
    }

    /** A header that promises the most that a message may hold, and half of that. */
    private static byte[] halfFrame(GetAssetValueCurrent request) {
        byte[] header = MessageCodec.encode(request).encode().getBytes(0, Header.SIZE);
        return ByteBuffer.allocate(Header.SIZE + HALF_BYTES)
                .put(header)
                .putInt(SIZE_OFFSET, Header.MAX_DATA_SIZE)
                .array();
    }
}
