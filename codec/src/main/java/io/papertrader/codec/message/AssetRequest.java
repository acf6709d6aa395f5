package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.codec.wire.Utf8;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Requests about assets: authorised by the session that is bound to the connection. */
public sealed interface AssetRequest extends Request {
    /** A request about one asset. */
    sealed interface OfAsset extends AssetRequest {
        /** The asset. */
        AssetSymbol asset();
    }

    /** A request about an asset up to a date. */
    sealed interface OfAssetAt extends OfAsset {
        /** The end of the window. */
        AsOf date();
    }

    /** The asset as of its latest update (4.6.7). */
    record GetAssetInfo(AssetSymbol asset) implements OfAsset {
        static final Layout<GetAssetInfo> LAYOUT = layout(GetAssetInfo.class, GetAssetInfo::new);
    }

    /**
     * The asset as of its latest update with the source of its value; told also where the value is stale: an extension.
     */
    record GetQuote(AssetSymbol asset) implements OfAsset {
        static final Layout<GetQuote> LAYOUT = layout(GetQuote.class, GetQuote::new);
    }

    /**
     * A page of the quotes of all assets that have a value, by symbol: an extension.
     *
     * @param after the place where the page begins
     */
    record GetQuotePage(Cursor after) implements AssetRequest, OfPage {
        static final Layout<GetQuotePage> LAYOUT =
                Layout.of(GetQuotePage.class, field("after", Cursor.TYPE, GetQuotePage::after), GetQuotePage::new);
    }

    /** The latest value (4.6.8). */
    record GetAssetValueCurrent(AssetSymbol asset) implements OfAsset {
        static final Layout<GetAssetValueCurrent> LAYOUT =
                layout(GetAssetValueCurrent.class, GetAssetValueCurrent::new);
    }

    /** Every update of the 24 hours that end at the date and time (4.6.9). */
    record GetAssetValueDay(AssetSymbol asset, AsOf date) implements OfAssetAt {
        static final Layout<GetAssetValueDay> LAYOUT = datedLayout(GetAssetValueDay.class, GetAssetValueDay::new);
    }

    /** One bar a day for the 7 days that end at the date (4.6.10). */
    record GetAssetValueWeek(AssetSymbol asset, AsOf date) implements OfAssetAt {
        static final Layout<GetAssetValueWeek> LAYOUT = datedLayout(GetAssetValueWeek.class, GetAssetValueWeek::new);
    }

    /** One bar a day for the month that ends at the date (4.6.11). */
    record GetAssetValueMonth(AssetSymbol asset, AsOf date) implements OfAssetAt {
        static final Layout<GetAssetValueMonth> LAYOUT = datedLayout(GetAssetValueMonth.class, GetAssetValueMonth::new);
    }

    /** One bar a month for the 12 months that end at the date (4.6.12). */
    record GetAssetValueYear(AssetSymbol asset, AsOf date) implements OfAssetAt {
        static final Layout<GetAssetValueYear> LAYOUT = datedLayout(GetAssetValueYear.class, GetAssetValueYear::new);
    }

    /** One bar a month of all that is stored (4.6.13). */
    record GetAssetValueAllTime(AssetSymbol asset) implements OfAsset {
        static final Layout<GetAssetValueAllTime> LAYOUT =
                layout(GetAssetValueAllTime.class, GetAssetValueAllTime::new);
    }

    /** The values that may come, a step a day up to the date (4.2.2). */
    record GetAssetValuePredicted(AssetSymbol asset, AsOf date) implements OfAssetAt {
        static final Layout<GetAssetValuePredicted> LAYOUT =
                datedLayout(GetAssetValuePredicted.class, GetAssetValuePredicted::new);
    }

    /**
     * The band in which the value may lie, a step for each trading day up to the date, and the worth of earlier such
     * bands: an extension.
     */
    record GetForecast(AssetSymbol asset, AsOf date) implements OfAssetAt {
        static final Layout<GetForecast> LAYOUT = datedLayout(GetForecast.class, GetForecast::new);
    }

    /**
     * The assets that have a value and that a text may mean, best first: an extension. Each word of the text begins a
     * word of the symbol or the name, whatever the order, case and accents.
     *
     * @param text a letter or digit at least, in 1 to 64 bytes of UTF-8; spaces part its words
     */
    record SearchAssets(String text) implements AssetRequest {
        /** The most bytes of a text in UTF-8. */
        public static final int TEXT_BYTES = 64;

        static final Layout<SearchAssets> LAYOUT = Layout.of(
                SearchAssets.class,
                field("text", FieldType.STR.atMost(TEXT_BYTES), SearchAssets::text),
                SearchAssets::new);

        public SearchAssets {
            Utf8.checked(text, TEXT_BYTES);
            if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
                throw new IllegalArgumentException("must have a letter or a digit");
            }
        }
    }

    /** The list of assets (2.3.1), with their latest updates: an extension. */
    record GetAssetList() implements AssetRequest {
        static final Layout<GetAssetList> LAYOUT = Layout.of(GetAssetList.class, GetAssetList::new);
    }

    /**
     * Has values told as they change, as {@code valuesChanged} events, and the latest at once: an extension. Symbols
     * are added to those subscribed to before on this connection.
     *
     * @param symbols at most {@value #MOST}; none, written {@code *}, for all assets
     */
    record SubscribeValues(List<AssetSymbol> symbols) implements AssetRequest {
        /** The most symbols of one request. */
        public static final int MOST = 80;

        private static final String ALL = "*";
        private static final String SEPARATOR = ",";
        private static final int SYMBOL_BYTES = 25;

        static final Layout<SubscribeValues> LAYOUT = Layout.of(
                SubscribeValues.class,
                field(
                        "symbols",
                        FieldType.STR.atMost(MOST * SYMBOL_BYTES).as(SubscribeValues::parse, SubscribeValues::text),
                        SubscribeValues::symbols),
                SubscribeValues::new);

        public SubscribeValues {
            symbols = List.copyOf(symbols);
            if (symbols.size() > MOST) {
                throw new IllegalArgumentException("symbols must be at most " + MOST + ", or * for all");
            }
        }

        private static List<AssetSymbol> parse(String text) {
            return text.equals(ALL)
                    ? List.of()
                    : Arrays.stream(text.split(SEPARATOR, -1))
                            .map(AssetSymbol::new)
                            .toList();
        }

        private static String text(List<AssetSymbol> symbols) {
            return symbols.isEmpty()
                    ? ALL
                    : symbols.stream().map(AssetSymbol::value).collect(Collectors.joining(SEPARATOR));
        }
    }

    /** Has no values told any more: an extension. */
    record UnsubscribeValues() implements AssetRequest {
        static final Layout<UnsubscribeValues> LAYOUT = Layout.of(UnsubscribeValues.class, UnsubscribeValues::new);
    }

    /**
     * A page of the list of assets: an extension.
     *
     * @param after the place where the page begins
     */
    record GetAssetListPage(Cursor after) implements AssetRequest, OfPage {
        static final Layout<GetAssetListPage> LAYOUT = Layout.of(
                GetAssetListPage.class, field("after", Cursor.TYPE, GetAssetListPage::after), GetAssetListPage::new);
    }

    /**
     * A page of a window of values, oldest first: an extension.
     *
     * @param date the end of the window; empty where the window is {@code all}
     * @param after the place where the page begins
     */
    record GetAssetValuePage(AssetSymbol asset, SeriesWindow window, Optional<AsOf> date, Cursor after)
            implements OfAsset, OfPage {
        static final Layout<GetAssetValuePage> LAYOUT = Layout.of(
                GetAssetValuePage.class,
                field("asset", SharedTypes.ASSET_SYMBOL, GetAssetValuePage::asset),
                field("window", SeriesWindow.TYPE, GetAssetValuePage::window),
                field("date", AsOf.OR_EMPTY, GetAssetValuePage::date),
                field("after", Cursor.TYPE, GetAssetValuePage::after),
                GetAssetValuePage::new);

        public GetAssetValuePage {
            if (date.isPresent() == (window == SeriesWindow.ALL)) {
                throw new IllegalArgumentException("date must be given, but for the window all, which takes none");
            }
        }
    }

    private static <T extends OfAsset> Layout<T> layout(Class<T> type, Function<AssetSymbol, T> make) {
        return Layout.of(type, field("asset", SharedTypes.ASSET_SYMBOL, OfAsset::asset), make);
    }

    private static <T extends OfAssetAt> Layout<T> datedLayout(Class<T> type, BiFunction<AssetSymbol, AsOf, T> make) {
        return Layout.of(
                type,
                field("asset", SharedTypes.ASSET_SYMBOL, OfAsset::asset),
                field("date", AsOf.TYPE, OfAssetAt::date),
                make);
    }
}
