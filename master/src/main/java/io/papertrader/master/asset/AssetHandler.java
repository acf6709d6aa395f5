package io.papertrader.master.asset;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetReply.AssetMatches;
import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.codec.message.AssetReply.Forecast;
import io.papertrader.codec.message.AssetReply.Prediction;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.AssetReply.QuotePage;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetReply.SeriesPage;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetValueAllTime;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.GetAssetValueDay;
import io.papertrader.codec.message.AssetRequest.GetAssetValueMonth;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePage;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePredicted;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.AssetRequest.GetAssetValueYear;
import io.papertrader.codec.message.AssetRequest.GetForecast;
import io.papertrader.codec.message.AssetRequest.GetQuote;
import io.papertrader.codec.message.AssetRequest.GetQuotePage;
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.AssetRequest.OfAssetAt;
import io.papertrader.codec.message.AssetRequest.SearchAssets;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.AssetRequest.UnsubscribeValues;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkReply.WantedNoted;
import io.papertrader.codec.message.LinkRequest.NoteWanted;
import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SeriesWindow;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Outcome;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Requests about assets: current values from memory, windows of the past by SQL. */
@ApplicationScoped
public class AssetHandler {
    /** Milliseconds, within what a database can hold. */
    private static final Pattern BAR_TIME = Pattern.compile("-?[0-9]{1,14}");

    private final ListOfAssets list;
    private final AssetBoard board;
    private final AssetSeries series;
    private final MarketZones zones;
    private final Forecasts forecasts;
    private final Wanted wanted;
    private final OnDemand onDemand;

    AssetHandler(
            ListOfAssets list,
            AssetBoard board,
            AssetSeries series,
            MarketZones zones,
            Forecasts forecasts,
            Wanted wanted,
            OnDemand onDemand) {
        this.list = list;
        this.board = board;
        this.series = series;
        this.zones = zones;
        this.forecasts = forecasts;
        this.wanted = wanted;
        this.onDemand = onDemand;
    }

    /** Answers a request; the caller's session has been checked. */
    public Uni<Reply> handle(AssetRequest request) {
        return switch (request) {
            case GetAssetList all -> now(firstPage());
            case GetAssetListPage page ->
                now(Outcome.position(page.after(), AssetSymbol::new).reply(page, this::page));
            case GetQuotePage page ->
                now(Outcome.position(page.after(), AssetSymbol::new).reply(page, this::quotes));
            case SubscribeValues _, UnsubscribeValues _ ->
                refuse(request, FailCode.WRONG_STATE, "Workers answer this by themselves.");
            case OfAsset about ->
                list.find(about.asset())
                        .map(listed -> wanted(about, listed.symbol()))
                        .orElseGet(() -> refuse(
                                about, FailCode.UNKNOWN_ASSET, list.index().unknown(about.asset())));
            case SearchAssets search -> now(new AssetMatches(list.index().search(search.text(), this::hasValue)));
        };
    }

    /** A worker tells which assets its clients want. */
    public WantedNoted note(NoteWanted told) {
        wanted.note(told.assets());
        return new WantedNoted();
    }

    /** A question about the value of now is answered with one that was retrieved lately, if there is any. */
    private Uni<Reply> wanted(OfAsset request, AssetSymbol asset) {
        wanted.note(asset);
        return switch (request) {
            case GetQuote _, GetAssetInfo _, GetAssetValueCurrent _ ->
                onDemand.fresh(asset).flatMap(asked -> handle(request, asset));
            default -> handle(request, asset);
        };
    }

    /** An answer about an asset has its symbol as the list spells it, however it was asked for. */
    private Uni<Reply> handle(OfAsset request, AssetSymbol asset) {
        return switch (request) {
            case GetQuote quote -> board.quote(asset).map(AssetHandler::now).orElseGet(() -> noValue(quote, asset));
            case GetAssetInfo info -> board.info(asset).map(AssetHandler::now).orElseGet(() -> noValue(info, asset));
            case GetAssetValueCurrent value ->
                board.info(asset).map(info -> now(info.toValue())).orElseGet(() -> noValue(value, asset));
            case GetAssetValueDay day -> firstPage(day, asset, SeriesWindow.DAY);
            case GetAssetValueWeek week -> firstPage(week, asset, SeriesWindow.WEEK);
            case GetAssetValueMonth month -> firstPage(month, asset, SeriesWindow.MONTH);
            case GetAssetValueYear year -> firstPage(year, asset, SeriesWindow.YEAR);
            case GetAssetValueAllTime all ->
                page(asset, SeriesWindow.ALL, window(asset, SeriesWindow.ALL, Optional.empty()))
                        .map(SeriesPage::series);
            case GetAssetValuePage page ->
                Outcome.position(page.after(), AssetHandler::barTime)
                        .replyLater(page, after -> page(page, asset, after));
            case GetAssetValuePredicted predicted ->
                forecast(predicted, asset, forecast -> new Prediction(forecast.steps()));
            case GetForecast forecast -> forecast(forecast, asset, made -> made);
        };
    }

    private boolean hasValue(Match asset) {
        return board.find(asset.symbol()).isPresent();
    }

    private AssetList firstPage() {
        return page(Optional.empty()).list();
    }

    private AssetListPage page(Optional<AssetSymbol> after) {
        PageOf<AssetInfo> page = board.page(after);
        return new AssetListPage(new AssetList(page.items()), page.next());
    }

    private QuotePage quotes(Optional<AssetSymbol> after) {
        PageOf<Quote> page = board.quotes(after);
        return new QuotePage(page.items(), page.next());
    }

    private Uni<Reply> firstPage(OfAssetAt request, AssetSymbol asset, SeriesWindow window) {
        return page(asset, window, window(asset, window, Optional.of(request.date())))
                .map(SeriesPage::series);
    }

    private Window window(AssetSymbol asset, SeriesWindow window, Optional<AsOf> date) {
        return Window.of(window, date, zones.of(asset));
    }

    private Uni<Reply> page(GetAssetValuePage request, AssetSymbol asset, Optional<Instant> after) {
        Window whole = window(asset, request.window(), request.date());
        Window rest = after.map(bar -> whole.behind(request.window(), bar)).orElse(whole);
        return page(asset, request.window(), rest).map(page -> page);
    }

    private Uni<SeriesPage> page(AssetSymbol asset, SeriesWindow window, Window stretch) {
        int most = Series.PAGE + 1;
        Uni<List<Bar>> bars =
                switch (window) {
                    case DAY -> series.updates(asset, stretch, most);
                    case WEEK, MONTH -> series.days(asset, stretch, most);
                    case YEAR, ALL -> series.months(asset, stretch, most);
                };
        return bars.map(found -> PageOf.first(
                        Series.PAGE, found, bar -> Long.toString(bar.time().toEpochMilli())))
                .map(page -> new SeriesPage(new Series(asset, page.items()), page.next()));
    }

    private static Instant barTime(String position) {
        if (!BAR_TIME.matcher(position).matches()) {
            throw new IllegalArgumentException("must be the time of a bar in milliseconds");
        }
        return Instant.ofEpochMilli(Long.parseLong(position));
    }

    private Uni<Reply> forecast(OfAssetAt request, AssetSymbol asset, Function<Forecast, Reply> reply) {
        return board.info(asset)
                .map(latest -> forecasts.of(latest, request.date()).map(outcome -> outcome.reply(request, reply)))
                .orElseGet(() -> noValue(request, asset));
    }

    private static Uni<Reply> noValue(OfAsset request, AssetSymbol asset) {
        return refuse(request, FailCode.MARKET_DATA_STALE, asset + " has no value yet; try again later.");
    }

    private static Uni<Reply> refuse(AssetRequest request, FailCode code, String reason) {
        return now(Instruction.of(request).failure(code, reason));
    }

    private static Uni<Reply> now(Reply reply) {
        return Uni.createFrom().item(reply);
    }
}
