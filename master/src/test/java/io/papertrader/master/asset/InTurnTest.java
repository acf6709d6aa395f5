package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final InTurn turn = new InTurn();
    private final List<String> begun = new ArrayList<>();

    @Test
    void eachPieceWaitsForTheEndOfTheOneBefore() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();

        CompletableFuture<String> ofFirst = begin("first", first);
        CompletableFuture<String> ofSecond = begin("second", second);

        assertThat(begun).containsExactly("first");
        assertThat(turn.isFree()).isFalse();
        first.complete("one");
        assertThat(ofFirst).isCompletedWithValue("one");
        assertThat(begun).containsExactly("first", "second");
        second.complete("two");
        assertThat(ofSecond).isCompletedWithValue("two");
        assertThat(turn.isFree()).isTrue();
    }

    @Test
    void oneThatFailsEndsItsTurn() {
        CompletableFuture<String> failing = new CompletableFuture<>();
        CompletableFuture<String> told = begin("failing", failing);
        CompletableFuture<String> next = begin("next", new CompletableFuture<>());

        failing.completeExceptionally(new IllegalStateException("away"));

        assertThat(told).isCompletedExceptionally();
        assertThat(begun).containsExactly("failing", "next");
        assertThat(next).isNotDone();
    }

    @Test
    void oneThatNobodyWaitsForIsBroughtToItsEnd() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> left = begin("first", first);
        CompletableFuture<String> next = begin("next", new CompletableFuture<>());

        left.cancel(true);

        assertThat(begun).containsExactly("first");
        first.complete("late");
        assertThat(begun).containsExactly("first", "next");
        assertThat(next).isNotDone();
    }

    private CompletableFuture<String> begin(String name, CompletableFuture<String> work) {
        return turn.run(() -> {
                    begun.add(name);
                    return Uni.createFrom().completionStage(work);
                })
                .subscribeAsCompletionStage();
    }
}
