package io.papertrader.client.connection;

import io.papertrader.client.password.NewPassword;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.LogoutSuccess;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest;
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
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Speaks to the network through one of its workers. One method for each instruction of specification 4.6, those about
 * the market in {@link #marketData}; it returns at once and may be called from any thread. Requests are sent without
 * waiting for the answers to those before them, and answered in the order of the calls; the change between the command
 * and the data transfer state (4.2) is made where one needs it.
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

    /** The assets, and the values of the market. */
    public MarketData marketData() {
        return new MarketData(this);
    }

    /** All that the network tells by itself. */
    public Events events() {
        return new Events(this, conversation, listeners);
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

    /** The own account and its sessions. */
    public AccountCare care() {
        return new AccountCare(this);
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

    /** On the event loop, behind all that was called before. */
    void run(Runnable work) {
        context.runOnContext(go -> work.run());
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
    <T> Future<T> call(Supplier<Future<T>> question) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(
                go -> question.get().onComplete(outcome -> context.runOnContext(turn -> promise.handle(outcome))));
        return promise.future();
    }
}
