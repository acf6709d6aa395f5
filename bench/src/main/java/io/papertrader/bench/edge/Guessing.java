package io.papertrader.bench.edge;

import io.papertrader.codec.message.UserName;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Tries to get in, a thousand times a second until all are made, on a thread of its own. */
final class Guessing implements AutoCloseable {
    /** The time that all tries take. */
    static final Duration TIME = Duration.ofSeconds(10);

    private static final long PACE_NANOS = TIME.dividedBy(Guesses.COUNT).toNanos();
    private static final int CONNECTIONS = 40;
    private static final int ANSWER_BYTES = 16_384;

    private final Thread thread = Thread.ofPlatform().name("guesser").unstarted(this::run);
    private final @Nullable SocketChannel[] channels = new SocketChannel[CONNECTIONS];
    private final ByteBuffer answers = ByteBuffer.allocateDirect(ANSWER_BYTES);
    private final Guesses guesses;
    private final int port;
    private final UserName owner;
    private volatile boolean isOn = true;

    Guessing(Guesses guesses, int port, UserName owner) {
        this.guesses = guesses;
        this.port = port;
        this.owner = owner;
    }

    void start() {
        thread.start();
    }

    private void run() {
        TimerSlack.tighten();
        long due = System.nanoTime();
        for (int number = 0; number < Guesses.COUNT && isOn; number++) {
            LockSupport.parkNanos(due - System.nanoTime());
            due += PACE_NANOS;
            attempt(number);
        }
    }

    /** Whoever is turned away comes again with the next try. */
    private void attempt(int number) {
        int place = number % CONNECTIONS;
        try {
            SocketChannel channel = channel(place, guesses.from(number));
            channel.write(
                    ByteBuffer.wrap(Target.bytes(guesses.request(number, owner)).getBytes()));
            if (channel.read(answers.clear()) < 0) {
                forget(place);
            }
        } catch (IOException turnedAway) {
            forget(place);
        }
    }

    private SocketChannel channel(int place, InetAddress from) throws IOException {
        SocketChannel last = channels[place];
        if (last != null && !guesses.isEachOnItsOwn()) {
            return last;
        }
        forget(place);
        SocketChannel channel = Target.open(port, from);
        channel.configureBlocking(false);
        channels[place] = channel;
        return channel;
    }

    private void forget(int place) {
        SocketChannel channel = channels[place];
        channels[place] = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException gone) {
                // It was to be closed.
            }
        }
    }

    @Override
    public void close() {
        isOn = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int place = 0; place < CONNECTIONS; place++) {
            forget(place);
        }
    }
}
