package io.papertrader.master.asset;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.Forecast;
import io.papertrader.codec.message.LinkEvent.PastChanged;
import io.papertrader.codec.message.LinkEvent.ValuesForgotten;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Outcome;
import io.papertrader.master.forecast.Outlook;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Forecasts of values (specification 4.2.2): made once for each latest value of an asset, off the event loops. */
@ApplicationScoped
class Forecasts {
    private static final int KEPT = 1_000;

    private final AssetSeries series;
    private final AssetProvider provider;
    private final ListOfAssets list;
    private final AssetConfig.Prediction config;
    private final AsyncCache<Latest, Past> pasts =
            Caffeine.newBuilder().maximumSize(KEPT).buildAsync();

    /** The value that a forecast begins at. */
    private record Latest(AssetSymbol asset, Instant time) {}

    /** The values that there are to make a forecast from. */
    private sealed interface Past {
        record Enough(Outlook outlook) implements Past {}

        record TooShort(int closes) implements Past {}
    }

    Forecasts(AssetSeries series, AssetProvider provider, ListOfAssets list, AssetConfig config) {
        this.series = series;
        this.provider = provider;
        this.list = list;
        this.config = config.prediction();
    }

    /** A step for each trading day behind the latest value, up to the date. */
    Uni<Outcome<Forecast>> of(AssetInfo latest, AsOf end) {
        AssetSymbol asset = latest.asset().symbol();
        ListedAsset listed = list.find(asset).orElseThrow();
        return new ComingDays(provider.hours(listed), provider.zone(listed), config.maxDays())
                .closes(latest.time(), end)
                .then(closes -> past(new Latest(asset, latest.time())).map(past -> forecast(asset, past, closes)));
    }

    private static Outcome<Forecast> forecast(AssetSymbol asset, Past past, List<Instant> closes) {
        return switch (past) {
            case Past.Enough enough -> Outcome.done(enough.outlook.at(closes));
            case Past.TooShort tooShort ->
                Outcome.refused(
                        FailCode.MARKET_DATA_STALE,
                        asset + " has the values of " + tooShort.closes + " days yet, and a forecast takes "
                                + Outlook.FEWEST_CLOSES + "; try again later.");
        };
    }

    /** Forecasts of an asset whose past has become another are made anew. */
    void forget(@Observes PastChanged changed) {
        Set<AssetSymbol> assets = Set.copyOf(changed.assets());
        pasts.asMap().keySet().removeIf(latest -> assets.contains(latest.asset));
    }

    /** A replay that begins anew has the same times again, with another past. */
    void forget(@Observes ValuesForgotten forgotten) {
        pasts.synchronous().invalidateAll();
    }

    /** Whoever asks while it is made waits for the same. */
    private Uni<Past> past(Latest latest) {
        return Uni.createFrom().completionStage(() -> pasts.get(latest, (missing, executor) -> read(missing)));
    }

    private CompletableFuture<Past> read(Latest latest) {
        return series.dailyCloses(latest.asset, latest.time, config.history())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(this::past)
                .subscribeAsCompletionStage();
    }

    private Past past(List<Money> closes) {
        return closes.size() < Outlook.FEWEST_CLOSES
                ? new Past.TooShort(closes.size())
                : new Past.Enough(new Outlook(closes, config.confidence()));
    }
}
