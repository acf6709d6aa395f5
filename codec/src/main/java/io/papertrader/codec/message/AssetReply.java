package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers of {@link AssetRequest}. */
public sealed interface AssetReply extends Reply {
    /** An asset as of its latest update, at {@code time} (4.6.7). */
    record AssetInfo(Asset asset, String name, String currency, Instant time) implements AssetReply {
        /** The most bytes of a name in UTF-8: what a list of assets may hold. */
        public static final int NAME_BYTES = 96;

        /** The most bytes of a currency in UTF-8. */
        public static final int CURRENCY_BYTES = 12;

        /** Binary. */
        public static final Layout<AssetInfo> LAYOUT = Layout.of(
                AssetInfo.class,
                field("asset", Asset.LAYOUT, AssetInfo::asset),
                field("name", FieldType.STR.atMost(NAME_BYTES), AssetInfo::name),
                field("currency", FieldType.STR.atMost(CURRENCY_BYTES), AssetInfo::currency),
                field("time", FieldType.TIME, AssetInfo::time),
                AssetInfo::new);

        /** The value that is traded on: the close of the latest update. */
        public Money value() {
            return asset.close();
        }

        /** The value alone. */
        public AssetValue toValue() {
            return new AssetValue(asset.symbol(), value(), time);
        }
    }

    /** The latest value (4.6.8). */
    record AssetValue(AssetSymbol symbol, Money value, Instant time) implements AssetReply {
        static final Layout<AssetValue> LAYOUT = Layout.of(
                AssetValue.class,
                field("symbol", SharedTypes.ASSET_SYMBOL, AssetValue::symbol),
                field("value", SharedTypes.MONEY, AssetValue::value),
                field("time", FieldType.TIME, AssetValue::time),
                AssetValue::new);
    }

    /**
     * An asset as of its latest update, with what there is to know of its value: an extension.
     *
     * @param source the source of the value
     * @param isStale true where the value is older than may be traded on; orders wait for a new one
     */
    record Quote(Asset asset, String name, String currency, Instant time, String source, boolean isStale)
            implements AssetReply {
        /** Binary. */
        public static final Layout<Quote> LAYOUT = Layout.of(
                Quote.class,
                field("asset", Asset.LAYOUT, Quote::asset),
                field("name", FieldType.STR.atMost(AssetInfo.NAME_BYTES), Quote::name),
                field("currency", FieldType.STR.atMost(AssetInfo.CURRENCY_BYTES), Quote::currency),
                field("time", FieldType.TIME, Quote::time),
                field("source", FieldType.STR.atMost(Transaction.Owned.SOURCE_BYTES), Quote::source),
                field("isStale", FieldType.BOOL, Quote::isStale),
                Quote::new);

        /** The value that is traded on: the close of the latest update. */
        public Money value() {
            return asset.close();
        }
    }

    /** A part of the assets that have a value, by symbol. */
    record QuotePage(List<Quote> quotes, Optional<Cursor> next) implements AssetReply, Page {
        /** The most assets of a page. */
        public static final int MOST = 120;

        static final Layout<QuotePage> LAYOUT = Layout.of(
                QuotePage.class,
                field("quotes", Quote.LAYOUT.list(MOST), QuotePage::quotes),
                field("next", Cursor.TYPE.optional(), QuotePage::next),
                QuotePage::new);

        public QuotePage {
            quotes = List.copyOf(quotes);
        }
    }

    /** A window of values, oldest first (4.6.9 to 4.6.13). */
    record Series(AssetSymbol symbol, List<Bar> bars) implements AssetReply {
        /** The most bars of an answer. */
        public static final int PAGE = 640;

        /** Binary. */
        public static final Layout<Series> LAYOUT = Layout.of(
                Series.class,
                field("symbol", SharedTypes.ASSET_SYMBOL, Series::symbol),
                field("bars", Bar.LAYOUT.list(PAGE), Series::bars),
                Series::new);

        public Series {
            bars = List.copyOf(bars);
        }
    }

    /** A part of a window of values. */
    record SeriesPage(Series series, Optional<Cursor> next) implements AssetReply, Page {
        static final Layout<SeriesPage> LAYOUT = Layout.of(
                SeriesPage.class,
                field("series", Series.LAYOUT, SeriesPage::series),
                field("next", Cursor.TYPE.optional(), SeriesPage::next),
                SeriesPage::new);
    }

    /** The values that may come, with a band of confidence (4.2.2). */
    record Prediction(List<Step> steps) implements AssetReply {
        /** The most steps, one a day, that any prediction may have. */
        public static final int MOST_STEPS = 1_000;

        /** Binary. */
        public static final Layout<Prediction> LAYOUT = Layout.of(
                Prediction.class, field("steps", Step.LAYOUT.list(MOST_STEPS), Prediction::steps), Prediction::new);

        public Prediction {
            steps = List.copyOf(steps);
        }

        /** The band and its middle at one time. */
        public record Step(Instant time, Money low, Money expected, Money high) {
            /** Binary. */
            public static final Layout<Step> LAYOUT = Layout.of(
                    Step.class,
                    field("time", FieldType.TIME, Step::time),
                    field("low", SharedTypes.MONEY, Step::low),
                    field("expected", SharedTypes.MONEY, Step::expected),
                    field("high", SharedTypes.MONEY, Step::high),
                    Step::new);
        }
    }

    /**
     * The band in which a value may lie, and the worth of earlier such bands (4.2.2): an extension.
     *
     * @param steps one for each coming trading day, at its close
     * @param confidence the share of outcomes that a band should hold, in percent
     * @param horizon the trading days that the bands looked ahead that were tried: those of the last step, or fewer
     *     where none were tried so far ahead
     * @param bandsTried the number of bands of that horizon, each made of the values before it alone, that the past has
     *     judged; 250 at most
     * @param bandsHeld the number of them that held the value that came
     */
    record Forecast(
            List<Prediction.Step> steps,
            ForecastModel model,
            long confidence,
            long horizon,
            long bandsTried,
            long bandsHeld)
            implements AssetReply {
        public static final Layout<Forecast> LAYOUT = Layout.of(
                Forecast.class,
                field("steps", Prediction.Step.LAYOUT.list(Prediction.MOST_STEPS), Forecast::steps),
                field("model", ForecastModel.TYPE, Forecast::model),
                field("confidence", FieldType.U32, Forecast::confidence),
                field("horizon", FieldType.U32, Forecast::horizon),
                field("bandsTried", FieldType.U32, Forecast::bandsTried),
                field("bandsHeld", FieldType.U32, Forecast::bandsHeld),
                Forecast::new);

        public Forecast {
            steps = List.copyOf(steps);
        }
    }

    /** The assets that a text may mean, best first. */
    record AssetMatches(List<Match> matches) implements AssetReply {
        /** The most assets of an answer. */
        public static final int MOST = 20;

        static final Layout<AssetMatches> LAYOUT = Layout.of(
                AssetMatches.class,
                field("matches", Match.LAYOUT.list(MOST), AssetMatches::matches),
                AssetMatches::new);

        public AssetMatches {
            matches = List.copyOf(matches);
        }

        /** A line of the list of assets (2.3.1). */
        public record Match(AssetSymbol symbol, String name, String currency) {
            public static final Layout<Match> LAYOUT = Layout.of(
                    Match.class,
                    field("symbol", SharedTypes.ASSET_SYMBOL, Match::symbol),
                    field("name", FieldType.STR.atMost(AssetInfo.NAME_BYTES), Match::name),
                    field("currency", FieldType.STR.atMost(AssetInfo.CURRENCY_BYTES), Match::currency),
                    Match::new);
        }
    }

    /**
     * Values are told, or are told no more.
     *
     * @param isAll true where every asset is subscribed to on this connection
     * @param count the number of single assets that are subscribed to
     */
    record Subscribed(boolean isAll, long count) implements AssetReply {
        static final Layout<Subscribed> LAYOUT = Layout.of(
                Subscribed.class,
                field("isAll", FieldType.BOOL, Subscribed::isAll),
                field("count", FieldType.U32, Subscribed::count),
                Subscribed::new);
    }

    /** The assets that have a value, by symbol. */
    record AssetList(List<AssetInfo> assets) implements AssetReply {
        /** The most assets of an answer. */
        public static final int PAGE = 160;

        static final Layout<AssetList> LAYOUT = Layout.of(
                AssetList.class, field("assets", AssetInfo.LAYOUT.list(PAGE), AssetList::assets), AssetList::new);

        public AssetList {
            assets = List.copyOf(assets);
        }
    }

    /** A part of the list of assets. */
    record AssetListPage(AssetList list, Optional<Cursor> next) implements AssetReply, Page {
        static final Layout<AssetListPage> LAYOUT = Layout.of(
                AssetListPage.class,
                field("list", AssetList.LAYOUT, AssetListPage::list),
                field("next", Cursor.TYPE.optional(), AssetListPage::next),
                AssetListPage::new);
    }
}
