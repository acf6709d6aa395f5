package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges what a provider says of an asset by what is known of it. */
final class Judge {
    /** Clocks differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Doubts doubts;
    private final TradingCalendar hours;
    private final KnownSplits splits;

    Judge(Doubts doubts, TradingCalendar hours, KnownSplits splits) {
        this.doubts = doubts;
        this.hours = hours;
        this.splits = splits;
    }

    /** The judgement of a reading. */
    sealed interface Verdict {
        /** It is taken, with its day so far. */
        record Taken(Sample sample) implements Verdict {}

        /** It tells of nothing new. */
        record Unchanged() implements Verdict {}

        /** It is not taken, for this reason. */
        record Refused(String reason) implements Verdict {}
    }

    Verdict judge(Reading reading, Optional<CurrentValue> known, Instant now) {
        return switch (reading) {
            case Reading.Nonsense(var symbol, String reason) -> new Verdict.Refused(reason);
            case Reading.Value(Sample sample) -> judge(DaySoFar.with(sample, known, hours), known, now);
        };
    }

    private Verdict judge(Sample sample, Optional<CurrentValue> known, Instant now) {
        if (sample.time().isAfter(now.plus(TOLERANCE))) {
            return new Verdict.Refused("its time, " + sample.time() + ", lies ahead");
        }
        if (known.isEmpty()) {
            return new Verdict.Taken(sample);
        }
        CurrentValue last = known.get();
        if (sample.time().isBefore(last.time().minus(TOLERANCE))) {
            return new Verdict.Refused(
                    "its time, " + sample.time() + ", lies before that of the last value, " + last.time());
        }
        if (!sample.time().isAfter(last.time())) {
            return isToldOtherwise(sample, last, now) ? otherwise(sample, last) : new Verdict.Unchanged();
        }
        return doubts.believes(sample, expected(last, sample)) ? new Verdict.Taken(sample) : doubted(sample, last);
    }

    /** A moment that goes on may still have another value; what is told of one that is over stays. */
    private static boolean isToldOtherwise(Sample sample, CurrentValue last, Instant now) {
        return sample.time().equals(last.time())
                && sample.time().isBefore(now.minus(TOLERANCE))
                && sample.source().equals(last.source())
                && !sample.asset().close().equals(last.value());
    }

    private static Verdict otherwise(Sample sample, CurrentValue last) {
        return new Verdict.Refused("it tells of %s at %s, and told of %s before"
                .formatted(sample.asset().close(), sample.time(), last.value()));
    }

    private Money expected(CurrentValue last, Sample sample) {
        return splits.valueOn(
                hours.date(sample.time()), sample.asset().symbol(), hours.date(last.time()), last.value());
    }

    private Verdict doubted(Sample sample, CurrentValue last) {
        return new Verdict.Refused(
                "%s after %s is a change of more than %s %%; it is held back until another value says the same"
                        .formatted(
                                sample.asset().close(),
                                last.value(),
                                doubts.jump().toPlainString()));
    }
}
