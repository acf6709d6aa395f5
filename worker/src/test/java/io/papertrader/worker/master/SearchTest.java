package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The way to the master that leads, in time that passes as fast as it is run. */
class SearchTest {
    private static final WorkerAddress FIRST = new WorkerAddress("first.example", 2048);
    private static final WorkerAddress SECOND = new WorkerAddress("second.example", 2048);

    private final VirtualTime time = new VirtualTime();
    private final Map<WorkerAddress, Supplier<Future<String>>> masters = new HashMap<>();
    private final List<String> found = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final List<Duration> tries = new ArrayList<>();
    private final Search<String> search = new Search<>(
            List.of(FIRST, SECOND),
            () -> new RetryPauses(Duration.ofMillis(100), Duration.ofSeconds(10), new Random(1)),
            time,
            time,
            this::goTo,
            left::add);

    private Future<String> goTo(WorkerAddress master) {
        tries.add(time.now());
        return masters.get(master).get();
    }

    /** Comes to this after so long. */
    private Supplier<Future<String>> after(Duration wait, Future<String> outcome) {
        return () -> {
            Promise<String> promise = Promise.promise();
            time.after(wait, () -> promise.handle(outcome));
            return promise.future();
        };
    }

    private static Future<String> refused() {
        return Future.failedFuture("connection refused");
    }

    @Test
    void findsAMasterWhileAnotherIsSilent() {
        masters.put(FIRST, after(Duration.ofSeconds(3), Future.failedFuture("the master does not answer")));
        masters.put(SECOND, after(Duration.ofMillis(20), Future.succeededFuture("link")));

        search.begin(found::add);
        time.runUntil(Duration.ofMillis(20));

        assertThat(found).containsExactly("link");
    }

    @Test
    void triesOftenForHalfAMinuteAndThenSeldom() {
        masters.put(FIRST, SearchTest::refused);
        masters.put(SECOND, SearchTest::refused);

        search.begin(found::add);
        time.runUntil(Duration.ofSeconds(30));
        int often = tries.size();
        time.runUntil(Duration.ofSeconds(60));

        assertThat(often).isGreaterThan(2 * 60);
        assertThat(tries.size() - often).isLessThan(2 * 9);
    }

    @Test
    void doesNotPesterAMasterThatRefusesThisWorker() {
        masters.put(FIRST, () -> Future.failedFuture(new LinkFault("the master refuses this worker")));
        masters.put(SECOND, () -> Promise.<String>promise().future());

        search.begin(found::add);
        time.runUntil(Duration.ofSeconds(30));

        assertThat(tries).hasSizeLessThan(15);
    }

    @Test
    void leavesWhatComesTooLate() {
        masters.put(FIRST, after(Duration.ofMillis(10), Future.succeededFuture("first")));
        masters.put(SECOND, after(Duration.ofMillis(20), Future.succeededFuture("second")));

        search.begin(found::add);
        time.runUntil(Duration.ofSeconds(5));

        assertThat(found).containsExactly("first");
        assertThat(left).containsExactly("second");
        assertThat(tries).hasSize(2);
    }

    @Test
    void beginsAnewAndForgetsTheSearchOfBefore() {
        masters.put(FIRST, after(Duration.ofMillis(500), Future.succeededFuture("late")));
        masters.put(SECOND, SearchTest::refused);
        search.begin(found::add);
        search.end();
        masters.put(FIRST, after(Duration.ofMillis(100), Future.succeededFuture("link")));

        search.begin(found::add);
        time.runUntil(Duration.ofSeconds(5));

        assertThat(found).containsExactly("link");
        assertThat(left).containsExactly("late");
    }
}
