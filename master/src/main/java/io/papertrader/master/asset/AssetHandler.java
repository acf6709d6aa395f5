package io.papertrader.master.asset;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetValueAllTime;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.GetAssetValueDay;
import io.papertrader.codec.message.AssetRequest.GetAssetValueMonth;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePredicted;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.AssetRequest.GetAssetValueYear;
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Requests about assets: current values from memory, windows of the past by SQL. */
@ApplicationScoped
public class AssetHandler {
    private static final String A_DAY = "day";
    private static final String A_MONTH = "month";
    private static final int FEWEST_CLOSES = 3;

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
            case GetAssetList all -> now(new AssetList(board.all()));
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
            case GetAssetValueDay day -> {
                Window window = Window.day(day.date());
                yield series(day, repository.updates(day.asset(), window.from(), window.to()));
            }
            case GetAssetValueWeek week -> bars(week, Window.week(week.date()), A_DAY);
            case GetAssetValueMonth month -> bars(month, Window.month(month.date()), A_DAY);
            case GetAssetValueYear year -> bars(year, Window.year(year.date()), A_MONTH);
            case GetAssetValueAllTime all -> bars(all, Window.ALL_TIME, A_MONTH);
            case GetAssetValuePredicted predicted ->
                current(predicted).map(info -> predict(predicted, info)).orElseGet(() -> noValue(predicted));
        };
    }

    private Optional<AssetInfo> current(OfAsset request) {
        return board.info(request.asset());
    }

    private Uni<Reply> bars(OfAsset request, Window window, String unit) {
        return series(request, repository.bars(request.asset(), window.from(), window.to(), unit));
    }

    private static Uni<Reply> series(OfAsset request, Uni<List<Bar>> bars) {
        return bars.map(found -> new Series(request.asset(), found));
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
