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
        if (!sample.time().isAfter(last.time())) {
            return sample.time().isBefore(last.time().minus(TOLERANCE))
                    ? new Verdict.Refused(
                            "its time, " + sample.time() + ", lies before that of the last value, " + last.time())
                    : new Verdict.Unchanged();
        }
        return doubts.believes(sample, expected(last, sample)) ? new Verdict.Taken(sample) : doubted(sample, last);
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
