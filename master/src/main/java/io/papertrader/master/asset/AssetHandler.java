package io.papertrader.master.asset;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetReply.AssetValue;
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
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.AssetRequest.OfAssetAt;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.AssetRequest.UnsubscribeValues;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SeriesWindow;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Outcome;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Requests about assets: current values from memory, windows of the past by SQL. */
@ApplicationScoped
public class AssetHandler {
    private static final String A_DAY = "day";
    private static final String A_MONTH = "month";
    private static final int FEWEST_CLOSES = 3;

    /** Milliseconds, within what a database can hold. */
    private static final Pattern BAR_TIME = Pattern.compile("-?[0-9]{1,14}");

    private final ListOfAssets list;
    private final AssetBoard board;
    private final AssetRepository repository;
    private final AssetConfig.Prediction prediction;

    AssetHandler(ListOfAssets list, AssetBoard board, AssetRepository repository, AssetConfig config) {
        this.list = list;
        this.board = board;
        this.repository = repository;
        this.prediction = config.prediction();
    }

    /** Answers a request; the caller's session has been checked. */
    public Uni<Reply> handle(AssetRequest request) {
        return switch (request) {
            case GetAssetList all -> now(firstPage());
            case GetAssetListPage page ->
                now(Outcome.position(page.after(), AssetSymbol::new).reply(page, this::page));
            case SubscribeValues _, UnsubscribeValues _ ->
                refuse(request, FailCode.WRONG_STATE, "Workers answer this by themselves.");
            case OfAsset about ->
                list.find(about.asset()).isPresent()
                        ? handle(about)
                        : refuse(about, FailCode.UNKNOWN_ASSET, about.asset() + " is not on the list of assets.");
        };
    }

    private Uni<Reply> handle(OfAsset request) {
        return switch (request) {
            case GetAssetInfo info -> current(info).map(AssetHandler::now).orElseGet(() -> noValue(info));
            case GetAssetValueCurrent value ->
                current(value)
                        .map(info -> now(new AssetValue(value.asset(), info.value(), info.time())))
                        .orElseGet(() -> noValue(value));
            case GetAssetValueDay day -> firstPage(day, SeriesWindow.DAY);
            case GetAssetValueWeek week -> firstPage(week, SeriesWindow.WEEK);
            case GetAssetValueMonth month -> firstPage(month, SeriesWindow.MONTH);
            case GetAssetValueYear year -> firstPage(year, SeriesWindow.YEAR);
            case GetAssetValueAllTime all ->
                page(all.asset(), SeriesWindow.ALL, Window.ALL_TIME).map(SeriesPage::series);
            case GetAssetValuePage page ->
                Outcome.position(page.after(), AssetHandler::barTime).replyLater(page, after -> page(page, after));
            case GetAssetValuePredicted predicted ->
                current(predicted).map(info -> predict(predicted, info)).orElseGet(() -> noValue(predicted));
        };
    }

    private Optional<AssetInfo> current(OfAsset request) {
        return board.info(request.asset());
    }

    private AssetList firstPage() {
        return page(Optional.empty()).list();
    }

    private AssetListPage page(Optional<AssetSymbol> after) {
        PageOf<AssetInfo> page = board.page(after);
        return new AssetListPage(new AssetList(page.items()), page.next());
    }

    private Uni<Reply> firstPage(OfAssetAt request, SeriesWindow window) {
        return page(request.asset(), window, Window.of(window, Optional.of(request.date())))
                .map(SeriesPage::series);
    }

    private Uni<Reply> page(GetAssetValuePage request, Optional<Instant> after) {
        Window whole = Window.of(request.window(), request.date());
        Window rest = after.map(bar -> whole.behind(request.window(), bar)).orElse(whole);
        return page(request.asset(), request.window(), rest).map(page -> page);
    }

    private Uni<SeriesPage> page(AssetSymbol asset, SeriesWindow window, Window stretch) {
        int most = Series.PAGE + 1;
        Uni<List<Bar>> bars =
                switch (window) {
                    case DAY -> repository.updates(asset, stretch, most);
                    case WEEK, MONTH -> repository.bars(asset, stretch, most, A_DAY);
                    case YEAR, ALL -> repository.bars(asset, stretch, most, A_MONTH);
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

    private Uni<Reply> predict(GetAssetValuePredicted request, AssetInfo latest) {
        AsOf latestDay = AsOf.moment(latest.time());
        long days = ChronoUnit.DAYS.between(latestDay.date(), request.date().date());
        if (days < 1 || days > prediction.maxDays()) {
            return refuse(
                    request,
                    FailCode.BAD_ARGUMENT,
                    "date must lie 1 to " + prediction.maxDays() + " days after the latest value, which is of "
                            + latestDay.date() + ".");
        }
        return repository
                .dailyCloses(request.asset(), prediction.history())
                .flatMap(closes -> closes.size() < FEWEST_CLOSES
                        ? noValue(request)
                        : now(new Forecast(closes, prediction.confidence()).steps(latest.time(), (int) days)));
    }

    private static Uni<Reply> noValue(OfAsset request) {
        return refuse(
                request, FailCode.MARKET_DATA_STALE, request.asset() + " has too few values yet; try again later.");
    }

    private static Uni<Reply> refuse(AssetRequest request, FailCode code, String reason) {
        return now(Instruction.of(request).failure(code, reason));
    }

    private static Uni<Reply> now(Reply reply) {
        return Uni.createFrom().item(reply);
    }
}
