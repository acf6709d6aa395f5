package io.papertrader.master.leadership;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ends nothing, and remembers how it would have ended. */
@Mock
@ApplicationScoped
class QuietExit extends Exit {
    private final List<Integer> codes = new CopyOnWriteArrayList<>();

    @Override
    public void with(int code) {
        codes.add(code);
    }

    List<Integer> codes() {
        return List.copyOf(codes);
    }
}
