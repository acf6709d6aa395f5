package io.papertrader.client;

import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetReply.QuotePage;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetReply.SeriesPage;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetValueAllTime;
import io.papertrader.codec.message.AssetRequest.GetAssetValueDay;
import io.papertrader.codec.message.AssetRequest.GetAssetValueMonth;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePage;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.AssetRequest.GetAssetValueYear;
import io.papertrader.codec.message.AssetRequest.GetQuote;
import io.papertrader.codec.message.AssetRequest.GetQuotePage;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.PortfolioPage;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolioPage;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersReply.WorkerListPage;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.message.WorkersRequest.GetWorkersPage;
import java.util.Optional;

/** Answers an extension's request, for a page or a quote, by what a script says of the specification's own. */
final class OnePage {
    private OnePage() {}

    /** The specification's own request. */
    static Optional<Request> plain(Request request) {
        return Optional.ofNullable(
                switch (request) {
                    case GetWorkersPage page -> new GetWorkers();
                    case GetAssetListPage page -> new GetAssetList();
                    case GetQuotePage page -> new GetAssetList();
                    case GetQuote quote -> new GetAssetInfo(quote.asset());
                    case GetUserPortfolioPage page -> new GetUserPortfolio(page.sessionId(), page.username());
                    case GetUserTransactionHistoryPage page ->
                        new GetUserTransactionHistory(page.sessionId(), page.username());
                    case GetAssetValuePage page ->
                        switch (page.window()) {
                            case DAY ->
                                new GetAssetValueDay(page.asset(), page.date().orElseThrow());
                            case WEEK ->
                                new GetAssetValueWeek(page.asset(), page.date().orElseThrow());
                            case MONTH ->
                                new GetAssetValueMonth(page.asset(), page.date().orElseThrow());
                            case YEAR ->
                                new GetAssetValueYear(page.asset(), page.date().orElseThrow());
                            case ALL -> new GetAssetValueAllTime(page.asset());
                        };
                    default -> null;
                });
    }

    /** The answer in the form that was asked for; of pages the only one. */
    static Reply of(Request request, Reply whole) {
        return switch (whole) {
            case WorkerList list -> new WorkerListPage(list, Optional.empty());
            case AssetList list
            when request instanceof GetQuotePage ->
                new QuotePage(list.assets().stream().map(Samples::quote).toList(), Optional.empty());
            case AssetList list -> new AssetListPage(list, Optional.empty());
            case AssetInfo info -> Samples.quote(info);
            case Series series -> new SeriesPage(series, Optional.empty());
            case Portfolio portfolio -> new PortfolioPage(portfolio, Optional.empty());
            case TransactionHistory history -> new HistoryPage(history, Optional.empty());
            default -> whole;
        };
    }
}
