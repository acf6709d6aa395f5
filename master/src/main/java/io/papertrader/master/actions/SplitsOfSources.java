package io.papertrader.master.actions;

import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.master.asset.Split;
import io.papertrader.master.asset.ToldSplits;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The splits that the sources of actions tell of. Those of days before the first value are never carried out. */
@Singleton
class SplitsOfSources implements ToldSplits {
    private final List<ActionSource> sources;

    SplitsOfSources(@All List<ActionSource> sources) {
        this.sources = sources;
    }

    /** The first source is believed where two tell of the same day. */
    @Override
    public List<Split> of(AssetSymbol asset) {
        Set<LocalDate> days = new TreeSet<>();
        return sources.stream()
                .flatMap(source -> source.of(asset).stream())
                .flatMap(SplitsOfSources::split)
                .filter(split -> days.add(split.exDate()))
                .toList();
    }

    private static Stream<Split> split(CorporateAction action) {
        return action.change() instanceof Change.Split(ShareRatio ratio)
                ? Stream.of(new Split(action.exDate(), ratio))
                : Stream.empty();
    }
}
