package io.papertrader.client.connection;

import io.papertrader.client.password.NewPassword;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest;
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
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.MarketReply.TradingHours;
import io.papertrader.codec.message.MarketRequest;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SeriesWindow;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.LogoutSuccess;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeReply.ActionPage;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeReply.OrderCancelled;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.PortfolioPage;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeReply.SellSuccess;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersReply.WorkerListPage;
import io.papertrader.codec.message.WorkersRequest;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Speaks to the network through one of its workers. One method for each instruction of specification 4.6; it returns at
 * once and may be called from any thread. Requests are sent without waiting for the answers to those before them, and
 * answered in the order of the calls; the change between the command and the data transfer state (4.2) is made where
 * one needs it.
 *
 * <p>Money, prices and quantities are exact decimals with 8 places; times are UTC with milliseconds.
 *
 * <p>A future fails only with a {@link PaperTraderException}: {@link RefusedException} with the server's code and
 * reason, {@link UnreachableException} where no worker answered, {@link OutcomeUnknownException} where no answer says
 * what became of an order or a registration. All but {@link #purchase}, {@link #sell} and {@link #register} is sent
 * again on a new connection, on which the session is taken up again first. Callbacks run on the client's event loop and
 * must not block it.
 *
 * <p>An order is placed with {@link #newOrder} and {@link #placeOrder}: the ticket has the order's id, and the same
 * ticket is the same order however often it is placed.
 */
public final class PaperTraderClient {
    private final Context context;
    private final Dialer net;
    private final ClientOptions options;
    private final OrderIds ids;
    private final Conversation conversation;
    private final Listeners listeners;

    private PaperTraderClient(Vertx vertx, ClientOptions options) {
        this.context = vertx.getOrCreateContext();
        this.net = new Dialer(vertx, options);
        this.options = options;
        this.ids = new OrderIds(options.clock(), options.random());
        this.listeners = new Listeners(context);
        this.conversation = new Conversation(vertx, net, options, listeners);
    }

    /** A client that connects when the first request is made. */
    public static PaperTraderClient create(Vertx vertx, ClientOptions options) {
        return new PaperTraderClient(vertx, options);
    }

    /**
     * Makes an account (4.6.3): REGISTRATION_CLOSED, USERNAME_TAKEN, EMAIL_TAKEN, RATE_LIMITED.
     *
     * @param password is hashed here, which takes long: not on an event loop
     */
    public Future<RegisterSuccess> register(UserName username, Email email, NewPassword password) {
        return register(username, email, password.hashed());
    }

    /** The same for a program that has derived it before, from a password that {@link NewPassword} takes. */
    public Future<RegisterSuccess> register(UserName username, Email email, HashedPass hashedPass) {
        return ask(() -> new AccountRequest.Register(username, email, hashedPass), RegisterSuccess.class);
    }

    /** Passwords, email addresses and invitations. */
    public Credentials credentials() {
        return new Credentials(this);
    }

    /**
     * Begins a session (4.6.1), in whose name all later requests are made: BAD_CREDENTIALS, RATE_LIMITED.
     *
     * <p>A client speaks for one session at a time: where it has one, the login begins on a new connection.
     *
     * @param isExpirable true where the session ends with the connection; such a session cannot outlive a broken one
     */
    public Future<SessionStarted> login(UserName username, HashedPass hashedPass, boolean isExpirable) {
        return ask(() -> new AccountRequest.Login(username, hashedPass, isExpirable), SessionStarted.class);
    }

    /**
     * The same on a device that the account was logged in on before ({@link AccountCare#rememberDevice}): the wrong
     * tries of others are not held against it. An extension: UNKNOWN_INSTRUCTION where the worker's version does not
     * know it.
     */
    public Future<SessionStarted> login(
            UserName username, HashedPass hashedPass, boolean isExpirable, DeviceToken device) {
        return ask(
                () -> new AccountRequest.LoginFromDevice(username, hashedPass, isExpirable, device),
                SessionStarted.class);
    }

    /** Takes up a session again (4.6.2); requests may follow without waiting. BAD_SESSION where it is over. */
    public Future<SessionStarted> resume(SessionId session) {
        return call(() -> conversation.resume(session).map(SessionStarted.class::cast));
    }

    /** Logins with third parties in place of a password. */
    public ExternalLogins externalLogins() {
        return new ExternalLogins(this);
    }

    /** Ends the session, on the server too. */
    public Future<LogoutSuccess> logout() {
        return askWithSession(SessionRequest.Logout::new, LogoutSuccess.class);
    }

    /**
     * Writes an order's ticket: a new id that is greater than the one before, and the request's time-out from now as
     * its deadline. Nothing is sent. A program that must not lose an order keeps the ticket before it places it.
     */
    public OrderTicket newOrder(Side side, AssetSymbol asset, Quantity quantity) {
        return new OrderTicket(
                ids.next(), side, asset, quantity, options.clock().instant().plus(options.requestTimeout()));
    }

    /**
     * Buys or sells at the next update, once however often the ticket is placed: an extension. It ends in one of three
     * ways.
     *
     * <ul>
     *   <li>Placed, now or before, with the ticket's id. The history has its fate since.
     *   <li>Not placed, by {@link RefusedException}: ID_USED where the id names another order of the account,
     *       DEADLINE_PASSED, UNKNOWN_ASSET, MARKET_DATA_STALE, TOO_MANY_OPEN_ORDERS, INSUFFICIENT_FUNDS,
     *       INSUFFICIENT_HOLDINGS, BAD_ARGUMENT, BAD_SESSION; or by {@link UnreachableException}, where nothing could
     *       be sent. With this ticket it never will be, unless it is placed again.
     *   <li>Unknown, by {@link OutcomeUnknownException} with the id: an answer was lost, and no other came although the
     *       client asked again and again, over every connection that it could have, until the deadline (of which the
     *       request's time-out is waited for at most) and a little longer. Placing the same ticket again finds out.
     * </ul>
     *
     * <p>It takes little more than twice the request's time-out at most.
     */
    public Future<OrderPlaced> placeOrder(OrderTicket ticket) {
        return call(() -> conversation
                .place(session -> new TradeRequest.PlaceOrder(
                        session, ticket.id(), ticket.side(), ticket.asset(), ticket.quantity(), ticket.deadline()))
                .map(OrderPlaced.class::cast));
    }

    /**
     * Takes back an order that waits for the next update, however it was placed: an extension. Done again it is
     * answered the same. UNKNOWN_ORDER where the account has none of this id, ORDER_ENDED where it has settled or was
     * rejected. Where an answer is lost, the client asks again until one comes, and ends with
     * {@link OutcomeUnknownException} where none does in time.
     */
    public Future<OrderCancelled> cancelOrder(TransactionId order) {
        return call(() -> conversation.cancel(order).map(OrderCancelled.class::cast));
    }

    /**
     * Buys at the next update (4.6.4), as the specification has it: UNKNOWN_ASSET, INSUFFICIENT_FUNDS,
     * MARKET_DATA_STALE. Never sent twice, for it has no id that would tell; {@link #placeOrder} has.
     */
    public Future<PurchaseSuccess> purchase(AssetSymbol asset, Quantity quantity) {
        return askWithSession(id -> new TradeRequest.PurchaseAsset(id, asset, quantity), PurchaseSuccess.class);
    }

    /**
     * Sells at the next update (4.6.5), as the specification has it: UNKNOWN_ASSET, INSUFFICIENT_HOLDINGS,
     * MARKET_DATA_STALE. Never sent twice, for it has no id that would tell; {@link #placeOrder} has.
     */
    public Future<SellSuccess> sell(AssetSymbol asset, Quantity quantity) {
        return askWithSession(id -> new TradeRequest.SellAsset(id, asset, quantity), SellSuccess.class);
    }

    /** The workers that can be used now (3.1.5), the first page of them; needs no session. */
    public Future<WorkerList> workers() {
        return ask(WorkersRequest.GetWorkers::new, WorkerList.class);
    }

    /** The workers that can be used now, in pages; needs no session. */
    public Pages<WorkerListPage> workerPages() {
        return new Pages<>(after -> ask(() -> new WorkersRequest.GetWorkersPage(after), WorkerListPage.class));
    }

    /** All workers that can be used now; needs no session. */
    public Future<WorkerList> allWorkers() {
        return workerPages().items(page -> page.list().workers()).map(WorkerList::new);
    }

    /** An asset as of its latest update (4.6.7): UNKNOWN_ASSET. */
    public Future<AssetInfo> assetInfo(AssetSymbol asset) {
        return askWithSession(id -> new AssetRequest.GetAssetInfo(asset), AssetInfo.class);
    }

    /**
     * An asset as of its latest update with the source of its value; told also where the value is stale: UNKNOWN_ASSET.
     */
    public Future<Quote> quote(AssetSymbol asset) {
        return askWithSession(id -> new AssetRequest.GetQuote(asset), Quote.class);
    }

    /** The quotes of all assets that have a value, by symbol: an extension. */
    public Future<List<Quote>> allQuotes() {
        return new Pages<>(after -> askWithSession(id -> new AssetRequest.GetQuotePage(after), QuotePage.class))
                .items(QuotePage::quotes);
    }

    /** The latest value (4.6.8): UNKNOWN_ASSET. */
    public Future<AssetValue> assetValue(AssetSymbol asset) {
        return askWithSession(id -> new AssetRequest.GetAssetValueCurrent(asset), AssetValue.class);
    }

    /**
     * A window of values in pages, oldest first.
     *
     * @param date the end of the window; absent for {@link SeriesWindow#ALL}
     */
    public Pages<SeriesPage> seriesPages(AssetSymbol asset, SeriesWindow window, Optional<AsOf> date) {
        return new Pages<>(after ->
                askWithSession(id -> new AssetRequest.GetAssetValuePage(asset, window, date, after), SeriesPage.class));
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
        return askWithSession(id -> new AssetRequest.GetAssetValueDay(asset, date), Series.class);
    }

    /** One bar a day for the 7 days that end at the date (4.6.10), oldest first. */
    public Future<Series> assetWeek(AssetSymbol asset, AsOf date) {
        return askWithSession(id -> new AssetRequest.GetAssetValueWeek(asset, date), Series.class);
    }

    /** One bar a day for the month that ends at the date (4.6.11), oldest first. */
    public Future<Series> assetMonth(AssetSymbol asset, AsOf date) {
        return askWithSession(id -> new AssetRequest.GetAssetValueMonth(asset, date), Series.class);
    }

    /** One bar a month for the 12 months that end at the date (4.6.12), oldest first. */
    public Future<Series> assetYear(AssetSymbol asset, AsOf date) {
        return askWithSession(id -> new AssetRequest.GetAssetValueYear(asset, date), Series.class);
    }

    /** One bar a month of all that is stored (4.6.13), oldest first; the first page of them. */
    public Future<Series> assetAllTime(AssetSymbol asset) {
        return askWithSession(id -> new AssetRequest.GetAssetValueAllTime(asset), Series.class);
    }

    /** The values that may come, a step a day up to the date (4.2.2). */
    public Future<Prediction> assetPredicted(AssetSymbol asset, AsOf date) {
        return askWithSession(id -> new AssetRequest.GetAssetValuePredicted(asset, date), Prediction.class);
    }

    /** The market as a whole: whether it takes orders, where its values come from, and how long it lasts. */
    public Future<MarketStatus> market() {
        return askWithSession(id -> new MarketRequest.GetMarket(), MarketStatus.class);
    }

    /** The hours at which the market's assets are traded, with the next open and close: an extension. */
    public Future<TradingHours> tradingHours() {
        return askWithSession(id -> new MarketRequest.GetTradingHours(), TradingHours.class);
    }

    /** The same of one asset, at the hours of its own market: an extension. */
    public Future<TradingHours> tradingHours(AssetSymbol asset) {
        return askWithSession(id -> new MarketRequest.GetAssetHours(asset), TradingHours.class);
    }

    /** The same with what earlier such bands were worth, a step for each trading day up to the date: an extension. */
    public Future<Forecast> forecast(AssetSymbol asset, AsOf date) {
        return askWithSession(id -> new AssetRequest.GetForecast(asset, date), Forecast.class);
    }

    /** The assets that a text may mean, by symbol or name, best first: an extension. */
    public Future<AssetMatches> searchAssets(String text) {
        return askWithSession(id -> new AssetRequest.SearchAssets(text), AssetMatches.class);
    }

    /** The assets that have a value (2.3.1), by symbol; the first page of them. */
    public Future<AssetList> assets() {
        return askWithSession(id -> new AssetRequest.GetAssetList(), AssetList.class);
    }

    /** The assets that have a value, by symbol, in pages. */
    public Pages<AssetListPage> assetPages() {
        return new Pages<>(
                after -> askWithSession(id -> new AssetRequest.GetAssetListPage(after), AssetListPage.class));
    }

    /** All assets that have a value, by symbol. */
    public Future<AssetList> allAssets() {
        return assetPages().items(page -> page.list().assets()).map(AssetList::new);
    }

    /** All that is known of a user (4.6.14), the private part only of the session's own: UNKNOWN_USER. */
    public Future<UserInfo> userInfo(UserName user) {
        return askWithSession(id -> new AccountRequest.GetUserInfo(id, user), UserInfo.class);
    }

    /**
     * A user's holdings (4.6.15), by symbol, the private part only of the session's own: UNKNOWN_USER. The first page
     * of it, with the sums of all.
     */
    public Future<Portfolio> portfolio(UserName user) {
        return askWithSession(id -> new TradeRequest.GetUserPortfolio(id, user), Portfolio.class);
    }

    /** A user's holdings, by symbol, in pages: UNKNOWN_USER. */
    public Pages<PortfolioPage> portfolioPages(UserName user) {
        return new Pages<>(after ->
                askWithSession(id -> new TradeRequest.GetUserPortfolioPage(id, user, after), PortfolioPage.class));
    }

    /** All that a user holds, by symbol, with the sums of the moment at which reading began: UNKNOWN_USER. */
    public Future<Portfolio> wholePortfolio(UserName user) {
        return portfolioPages(user).all().map(pages -> new WholePortfolio(pages).joined());
    }

    /**
     * A user's transactions, newest first (4.6.16), the private part only of the session's own: UNKNOWN_USER. The first
     * page of them.
     */
    public Future<TransactionHistory> history(UserName user) {
        return askWithSession(id -> new TradeRequest.GetUserTransactionHistory(id, user), TransactionHistory.class);
    }

    /** A user's transactions, newest first, in pages: UNKNOWN_USER. */
    public Pages<HistoryPage> historyPages(UserName user) {
        return new Pages<>(after -> askWithSession(
                id -> new TradeRequest.GetUserTransactionHistoryPage(id, user, after), HistoryPage.class));
    }

    /** All of a user's transactions, newest first, however many there are: UNKNOWN_USER. */
    public Future<TransactionHistory> wholeHistory(UserName user) {
        return historyPages(user).items(page -> page.history().transactions()).map(TransactionHistory::new);
    }

    /** The effects of corporate actions on the own account, oldest first, all of them. */
    public Future<List<PortfolioAction>> corporateActions() {
        return corporateActions(List.of(), 0);
    }

    private Future<List<PortfolioAction>> corporateActions(List<PortfolioAction> before, long from) {
        return askWithSession(id -> new TradeRequest.GetCorporateActions(id, from), ActionPage.class)
                .compose(page -> {
                    List<PortfolioAction> all = new ArrayList<>(before);
                    all.addAll(page.actions());
                    return page.more() && !page.actions().isEmpty()
                            ? corporateActions(all, page.actions().getLast().number())
                            : Future.succeededFuture(List.copyOf(all));
                });
    }

    /**
     * Tells what a split, a dividend, another symbol or a delisting does to the session's account from here on, each
     * once and in order: also what it did while the client had no connection. A worker whose version knows none tells
     * nothing here.
     */
    public void onCorporateAction(Consumer<PortfolioAction> listener) {
        listeners.addForActions(listener);
        context.runOnContext(go -> conversation.actions().listen());
    }

    /**
     * Has values told to {@link #onValuesChanged}: the latest of each at once, the new ones with each update, and only
     * the newest where this client reads slowly. Made again on each later connection. Symbols are added to those of
     * before; more than 80 take several requests, of which some may be refused: UNKNOWN_ASSET, BAD_ARGUMENT from 1,000
     * symbols on, UNKNOWN_INSTRUCTION where the worker's version knows no subscriptions.
     */
    public Future<Void> subscribeValues(Collection<AssetSymbol> symbols) {
        List<AssetSymbol> wanted = List.copyOf(symbols);
        return call(() -> conversation.values().add(wanted));
    }

    /** The same for all assets, and those that are added later. */
    public Future<Void> subscribeAllValues() {
        return call(() -> conversation.values().addAll());
    }

    /** Has no values told any more. */
    public Future<Void> unsubscribeValues() {
        return call(() -> conversation.values().end());
    }

    /** Tells the values that were subscribed to. */
    public void onValuesChanged(Consumer<List<AssetValue>> listener) {
        listeners.addForValues(listener);
    }

    /**
     * Tells of every transaction of the session's account that settles, is rejected or cancelled from here on, once and
     * in order: also of those that settle while the client has no connection, as soon as it has one again. A gap in
     * them is told as a notice ({@link ConnectionNotice.EventsMissed}, {@link ConnectionNotice.EventsNotNumbered}).
     */
    public void onTransactionSettled(Consumer<Transaction> listener) {
        listeners.addForTransactions(listener);
        listen();
    }

    /**
     * The same with the event's number, for those that keep it and go on from there another time
     * ({@link #tellEventsFrom}). A worker whose version numbers no events tells nothing here.
     */
    public void onAccountEvent(Consumer<AccountEvent> listener) {
        listeners.addForNumbered(listener);
        listen();
    }

    private void listen() {
        context.runOnContext(go -> conversation.events().listen());
    }

    /**
     * Tells at the next {@link #login} or {@link #resume}, first of all, the account's events that have a higher number
     * than this. Without it what was before a session is not told; the same session, or the same user's next one, goes
     * on where it was.
     *
     * @param number of the last event that is known, 0 for all
     */
    public void tellEventsFrom(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("number must not be negative");
        }
        context.runOnContext(go -> conversation.events().want(number));
    }

    /** The own account and its sessions. */
    public AccountCare care() {
        return new AccountCare(this::askWithSession);
    }

    /** Tells what becomes of the connection. */
    public void onConnectionNotice(Consumer<ConnectionNotice> listener) {
        listeners.addForNotices(listener);
    }

    /** Ends the connection; what has no answer fails. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(go -> {
            conversation.close();
            net.close().onComplete(closed);
        });
        return closed.future();
    }

    <T extends Reply> Future<T> ask(Supplier<Request> make, Class<T> answer) {
        return call(() -> conversation.ask(make).map(answer::cast));
    }

    <T extends Reply> Future<T> askWithSession(Function<SessionId, Request> make, Class<T> answer) {
        return call(() -> conversation.askWithSession(make).map(answer::cast));
    }

    /**
     * Onto the event loop and, by a turn of its own, back: a callback that throws must not stop the reading of replies.
     */
    private <T> Future<T> call(Supplier<Future<T>> question) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(
                go -> question.get().onComplete(outcome -> context.runOnContext(turn -> promise.handle(outcome))));
        return promise.future();
    }
}
