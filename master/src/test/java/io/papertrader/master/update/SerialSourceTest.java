package io.papertrader.master.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.asset.Retrieved;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SerialSourceTest {
    private static final AssetSymbol KO = new AssetSymbol("KO");
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");

    private final SerialSource source =
            new SerialSource(known -> Uni.createFrom().item(new Retrieved.Nothing()));
    private final List<Set<AssetSymbol>> asked = new ArrayList<>();
    private final CompletableFuture<Void> answer = new CompletableFuture<>();

    private CompletableFuture<Void> demand(AssetSymbol symbol) {
        return source.onDemand(symbol, some -> {
                    asked.add(some);
                    return Uni.createFrom().completionStage(answer);
                })
                .subscribeAsCompletionStage();
    }

    @Test
    void howeverManyAskWhileItIsBusyItsSourceIsAskedOnce() {
        CompletableFuture<Void> update = new CompletableFuture<>();
        source.inTurn(() -> Uni.createFrom().completionStage(update))
                .subscribe()
                .with(done -> {});
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int askers = 0; askers < 100; askers++) {
            all.add(demand(askers % 2 == 0 ? KO : AAPL));
        }

        assertThat(asked).isEmpty();
        update.complete(null);
        assertThat(asked).containsExactly(Set.of(KO, AAPL));
        answer.complete(null);
        assertThat(all).allMatch(CompletableFuture::isDone);
    }

    @Test
    void whoComesBehindTheBeginningOfARetrievalWaitsForTheNext() {
        CompletableFuture<Void> first = demand(KO);
        CompletableFuture<Void> second = demand(KO);

        assertThat(asked).containsExactly(Set.of(KO));
        assertThat(first).isNotDone();
        answer.complete(null);
        assertThat(asked).containsExactly(Set.of(KO), Set.of(KO));
        assertThat(second).isDone();
    }
}
