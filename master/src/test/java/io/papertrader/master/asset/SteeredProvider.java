package io.papertrader.master.asset;

import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** The replay, whose next update a test may change or hold back. */
@Mock
@Singleton
public class SteeredProvider implements AssetProvider {
    private final ReplayProvider replay;
    private volatile UnaryOperator<AssetUpdate> change = UnaryOperator.identity();
    private volatile Gate gate = new Gate();

    SteeredProvider(ReplayProvider replay) {
        this.replay = replay;
        gate.open();
    }

    /** Holds a retrieval between its beginning and its end. */
    public static final class Gate {
        private final CompletableFuture<Boolean> reached = new CompletableFuture<>();
        private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

        public void awaitReached() throws Exception {
            reached.get(10, java.util.concurrent.TimeUnit.SECONDS);
        }

        public void open() {
            opened.complete(true);
        }

        private CompletionStage<Boolean> pass() {
            reached.complete(true);
            return opened;
        }
    }

    /** Changes the next update, and only that. */
    public void changeNext(UnaryOperator<AssetUpdate> wanted) {
        change = wanted;
    }

    /** Holds the next retrieval, and only that. */
    public Gate holdNext() {
        gate = new Gate();
        return gate;
    }

    @Override
    public List<AssetUpdate> history() {
        return replay.history();
    }

    @Override
    public Uni<Optional<AssetUpdate>> retrieve(Instant latest) {
        Gate passed = gate;
        return Uni.createFrom()
                .completionStage(passed::pass)
                .flatMap(open -> replay.retrieve(latest))
                .map(update -> update.map(change))
                .invoke(update -> {
                    change = UnaryOperator.identity();
                    if (gate == passed) {
                        gate = new Gate();
                        gate.open();
                    }
                });
    }
}
