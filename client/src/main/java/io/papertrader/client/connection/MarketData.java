package io.papertrader.client.connection;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetReply.AssetMatches;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Forecast;
import io.papertrader.codec.message.AssetReply.Prediction;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.AssetReply.QuotePage;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetReply.SeriesPage;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.MarketReply.TradingHours;
import io.papertrader.codec.message.MarketRequest;
import io.papertrader.codec.message.SeriesWindow;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The assets and the values of the market, as one reads them: all of it needs a session. Values that come by themselves
 * are told by {@link Events}.
 */
public final class MarketData {
    private final PaperTraderClient client;

    MarketData(PaperTraderClient client) {
        this.client = client;
    }

    /** An asset as of its latest update (4.6.7): UNKNOWN_ASSET. */
    public Future<AssetInfo> assetInfo(AssetSymbol asset) {
        return client.askWithSession(id -> new AssetRequest.GetAssetInfo(asset), AssetInfo.class);
    }

    /**
     * An asset as of its latest update with the source of its value; told also where the value is stale: UNKNOWN_ASSET.
     */
    public Future<Quote> quote(AssetSymbol asset) {
        return client.askWithSession(id -> new AssetRequest.GetQuote(asset), Quote.class);
    }

    /** The quotes of all assets that have a value, by symbol: an extension. */
    public Future<List<Quote>> allQuotes() {
        return new Pages<>(after -> client.askWithSession(id -> new AssetRequest.GetQuotePage(after), QuotePage.class))
                .items(QuotePage::quotes);
    }

    /** The latest value (4.6.8): UNKNOWN_ASSET. */
    public Future<AssetValue> assetValue(AssetSymbol asset) {
        return client.askWithSession(id -> new AssetRequest.GetAssetValueCurrent(asset), AssetValue.class);
    }

    /**
     * A window of values in pages, oldest first.
     *
     * @param date the end of the window; absent for {@link SeriesWindow#ALL}
     */
    public Pages<SeriesPage> seriesPages(AssetSymbol asset, SeriesWindow window, Optional<AsOf> date) {
        return new Pages<>(after -> client.askWithSession(
                id -> new AssetRequest.GetAssetValuePage(asset, window, date, after), SeriesPage.class));
    }

    /**
     * A whole window of values, oldest first, however many there are.
     *
     * @param date the end of the window; absent for {@link SeriesWindow#ALL}
     */
    public Future<Series> wholeSeries(AssetSymbol asset, SeriesWindow window, Optional<AsOf> date) {
        return seriesPages(asset, window, date)
                .all()
                .map(pages -> new Series(
                        pages.getFirst().series().symbol(),
                        pages.stream()
                                .flatMap(page -> page.series().bars().stream())
                                .toList()));
    }

    /** Every update of the 24 hours that end at the date (4.6.9), oldest first; the first page of them. */
    public Future<Series> assetDay(AssetSymbol asset, AsOf date) {
        return client.askWithSession(id -> new AssetRequest.GetAssetValueDay(asset, date), Series.class);
    }

    /** One bar a day for the 7 days that end at the date (4.6.10), oldest first. */
    public Future<Series> assetWeek(AssetSymbol asset, AsOf date) {
        return client.askWithSession(id -> new AssetRequest.GetAssetValueWeek(asset, date), Series.class);
    }

    /** One bar a day for the month that ends at the date (4.6.11), oldest first. */
    public Future<Series> assetMonth(AssetSymbol asset, AsOf date) {
        return client.askWithSession(id -> new AssetRequest.GetAssetValueMonth(asset, date), Series.class);
    }

    /** One bar a month for the 12 months that end at the date (4.6.12), oldest first. */
    public Future<Series> assetYear(AssetSymbol asset, AsOf date) {
        return client.askWithSession(id -> new AssetRequest.GetAssetValueYear(asset, date), Series.class);
    }

    /** One bar a month of all that is stored (4.6.13), oldest first; the first page of them. */
    public Future<Series> assetAllTime(AssetSymbol asset) {
        return client.askWithSession(id -> new AssetRequest.GetAssetValueAllTime(asset), Series.class);
    }

    /** The values that may come, a step a day up to the date (4.2.2). */
    public Future<Prediction> assetPredicted(AssetSymbol asset, AsOf date) {
        return client.askWithSession(id -> new AssetRequest.GetAssetValuePredicted(asset, date), Prediction.class);
    }

    /** The same with what earlier such bands were worth, a step for each trading day up to the date: an extension. */
    public Future<Forecast> forecast(AssetSymbol asset, AsOf date) {
        return client.askWithSession(id -> new AssetRequest.GetForecast(asset, date), Forecast.class);
    }

    /** The market as a whole: whether it takes orders, where its values come from, and how long it lasts. */
    public Future<MarketStatus> market() {
        return client.askWithSession(id -> new MarketRequest.GetMarket(), MarketStatus.class);
    }

    /** The hours at which the market's assets are traded, with the next open and close: an extension. */
    public Future<TradingHours> tradingHours() {
        return client.askWithSession(id -> new MarketRequest.GetTradingHours(), TradingHours.class);
    }

    /** The same of one asset, at the hours of its own market: an extension. */
    public Future<TradingHours> tradingHours(AssetSymbol asset) {
        return client.askWithSession(id -> new MarketRequest.GetAssetHours(asset), TradingHours.class);
    }

    /** The assets that a text may mean, by symbol or name, best first: an extension. */
    public Future<AssetMatches> searchAssets(String text) {
        return client.askWithSession(id -> new AssetRequest.SearchAssets(text), AssetMatches.class);
    }

    /** The assets that have a value (2.3.1), by symbol; the first page of them. */
    public Future<AssetList> assets() {
        return client.askWithSession(id -> new AssetRequest.GetAssetList(), AssetList.class);
    }

    /** The assets that have a value, by symbol, in pages. */
    public Pages<AssetListPage> assetPages() {
        return new Pages<>(
                after -> client.askWithSession(id -> new AssetRequest.GetAssetListPage(after), AssetListPage.class));
    }

    /** All assets that have a value, by symbol. */
    public Future<AssetList> allAssets() {
        return assetPages().items(page -> page.list().assets()).map(AssetList::new);
    }
}
