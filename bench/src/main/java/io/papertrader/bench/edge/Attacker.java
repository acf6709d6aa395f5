package io.papertrader.bench.edge;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does its worst on a thread of its own, or nothing. */
final class Attacker implements AutoCloseable {
    private final Thread thread;
    private final List<SocketChannel> opened = new ArrayList<>();
    private volatile boolean isOn = true;

    Attacker(Optional<Attack> attack, EdgeScene scene, Reader trader) {
        thread = Thread.ofPlatform()
                .name("attacker")
                .unstarted(() -> attack.ifPresent(worst -> run(worst, scene, trader)));
    }

    void start() {
        thread.start();
    }

    private void run(Attack attack, EdgeScene scene, Reader trader) {
        try {
            attack.run(scene.network().port(), trader, opened, () -> isOn);
        } catch (IOException refused) {
            // An attack may end by being cut off, or by finding the worker gone.
            System.err.println("The client that does its worst was stopped: " + refused.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        isOn = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SocketChannel channel : opened) {
            channel.close();
        }
    }
}
