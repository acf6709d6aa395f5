package io.papertrader.master.live;

import io.papertrader.master.asset.ChangedDay;
import io.papertrader.master.asset.ChangedSplit;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.PastRepository;
import io.papertrader.master.asset.Resolution;
import io.smallrye.mutiny.Uni;

/**
 * Names the days and splits of which a provider tells otherwise than before, like bars and splits that are refused: a
 * provider that changes its mind is not believed, and what is stored stays. Minutes are asked for once.
 */
final class ChangesOfMind {
    private final PastRepository past;
    private final BarJudge judge;

    ChangesOfMind(PastRepository past, BarJudge judge) {
        this.past = past;
        this.judge = judge;
    }

    Uni<Void> name(FetchedPast told) {
        return told.resolution() == Resolution.DAY
                ? past.changed(told)
                        .invoke(days -> judge.refuse(
                                told.source(),
                                told.asset(),
                                days.stream().map(ChangedDay::toString).toList()))
                        .flatMap(days -> past.changedSplits(told))
                        .invoke(splits -> judge.refuseSplits(
                                told.source(),
                                told.asset(),
                                splits.stream().map(ChangedSplit::toString).toList()))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
