package io.papertrader.master.asset;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.replay.Replay;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The replay, whose next update a test may change or hold back. */
@Mock
@Singleton
public class SteeredProvider implements AssetProvider, ValueSource {
    private final Replay replay;
    private volatile UnaryOperator<AssetUpdate> change = UnaryOperator.identity();
    private volatile Optional<String> ending = Optional.empty();
    private volatile Gate gate = new Gate();
    private volatile Optional<ValueSource> other = Optional.empty();

    SteeredProvider(Replay replay) {
        this.replay = replay;
        gate.open();
    }

    /** Holds a retrieval between its beginning and its end. */
    public static final class Gate {
        private final CompletableFuture<Boolean> reached = new CompletableFuture<>();
        private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

        public void awaitReached() throws Exception {
            reached.get(60, java.util.concurrent.TimeUnit.SECONDS);
        }

        public void open() {
            opened.complete(true);
        }

        private CompletionStage<Boolean> pass() {
            reached.complete(true);
            return opened;
        }
    }

    /** From the next start on there is another source, whose retrievals wait for this gate. */
    public Gate besideOneThatHangs() {
        Gate hanging = new Gate();
        other = Optional.of(
                known -> Uni.createFrom().completionStage(hanging::pass).replaceWith(new Retrieved.Nothing()));
        return hanging;
    }

    /** From the next start on there is no other source. */
    public void alone() {
        other = Optional.empty();
    }

    /** Changes the next update, and only that. */
    public void changeNext(UnaryOperator<AssetUpdate> wanted) {
        change = wanted;
    }

    /** Lets the next retrieval say that there are no more values, and only that. */
    public void endNext(String reason) {
        ending = Optional.of(reason);
    }

    /** Holds the next retrieval, and only that. */
    public Gate holdNext() {
        gate = new Gate();
        return gate;
    }

    @Override
    public String source() {
        return replay.source();
    }

    @Override
    public List<TradingCalendar> calendars() {
        return replay.calendars();
    }

    @Override
    public ZoneId zone(ListedAsset asset) {
        return replay.zone(asset);
    }

    @Override
    public Optional<ReplayedPeriod> period(Instant latest) {
        return replay.period(latest);
    }

    @Override
    public TradingCalendar hours(ListedAsset asset) {
        return replay.hours(asset);
    }

    @Override
    public Uni<Void> begin() {
        return replay.begin();
    }

    @Override
    public Optional<ReplaySpeed> speed() {
        return replay.speed();
    }

    @Override
    public Uni<Optional<String>> goAt(ReplaySpeed wanted, Statement entry) {
        return replay.goAt(wanted, entry);
    }

    @Override
    public Optional<String> faultOfStart(LocalDate first) {
        return replay.faultOfStart(first);
    }

    @Override
    public Statement startingOn(LocalDate first) {
        return replay.startingOn(first);
    }

    private Retrieved changed(Retrieved retrieved) {
        Optional<String> over = ending;
        ending = Optional.empty();
        if (over.isPresent()) {
            return new Retrieved.Over(over.get());
        }
        return retrieved instanceof Retrieved.Values(AssetUpdate update)
                ? new Retrieved.Values(change.apply(update))
                : retrieved;
    }

    @Override
    public List<AssetUpdate> history() {
        return replay.history();
    }

    @Override
    public List<ValueSource> parts() {
        return Stream.concat(Stream.<ValueSource>of(this), other.stream()).toList();
    }

    @Override
    public SourceReport report() {
        return replay.report();
    }

    @Override
    public Uni<Retrieved> retrieve(Known known) {
        Gate passed = gate;
        return Uni.createFrom()
                .completionStage(passed::pass)
                .flatMap(open -> replay.retrieve(known))
                .map(this::changed)
                .invoke(retrieved -> {
                    change = UnaryOperator.identity();
                    if (gate == passed) {
                        gate = new Gate();
                        gate.open();
                    }
                });
    }
}
