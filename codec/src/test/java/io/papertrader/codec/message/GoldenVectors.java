package io.papertrader.codec.message;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The one list of sample messages: a vector for each row, and for the data of each request. */
public final class GoldenVectors {
    private static final UserName ADA = new UserName("ada");
    private static final SessionId SESSION = new SessionId("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
    private static final SessionKey SESSION_KEY =
            SessionKey.of(HexFormat.of().parseHex("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"));
    // The hash of the password "correct horse battery staple".
    private static final HashedPass HASHED_PASS = new HashedPass("PWeBexyokhPmgW_0q2rbpkhD9hz8bTRKwswON-Ghi5s");
    private static final ProviderName GOOGLE = new ProviderName("google");
    private static final NonceSecret SECRET = new NonceSecret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    private static final DeviceToken DEVICE = new DeviceToken("Zm9yIHRoaXMgZGV2aWNlIG9mIEFkYSBhbmQgbm8gb3I");
    // Three parts, as every token; no provider has signed these.
    private static final IdToken ID_TOKEN = new IdToken("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMDc2OSJ9.c2lnbmF0dXJl");
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    private static final AssetSymbol BRK_B = new AssetSymbol("BRK.B");
    private static final AsOf DAY = AsOf.parse("2018-02-07");
    private static final AsOf MOMENT = AsOf.parse("2018-02-07T14:30:00Z");
    private static final Instant OPENING = Instant.parse("2018-02-07T14:30:00Z");
    private static final Instant UPDATE = Instant.parse("2018-02-07T14:30:05Z");
    private static final TransactionId TRANSACTION = TransactionId.parse("0f8fad5b-d9cb-469f-a165-70867728950e");
    // A UUIDv7 of the moment of OPENING.
    private static final TransactionId ORDER = TransactionId.parse("016170ac-5e40-7a1b-8c2d-3e4f5a6b7c8d");
    private static final Instant DEADLINE = Instant.parse("2018-02-07T14:30:10.25Z");
    private static final List<WorkerAddress> WORKERS =
            List.of(new WorkerAddress("edge1.example.org", 2049), new WorkerAddress("2001:db8::1", 2049));
    private static final OneTimeToken TOKEN = new OneTimeToken("7h3k9mq2xw4bd6fr8tny0c5jg");
    private static final HashedPass NEW_HASHED_PASS = new HashedPass("x".repeat(42) + "A");
    // The content of a cursor is the server's business: this one is none that a server would make.
    private static final Cursor SECOND_PAGE = new Cursor("page-2");
    private static final Money CASH = Money.of("98395.525");

    private static final Transaction SETTLED = new Transaction(
            Side.BUY,
            AAPL,
            TransactionState.SETTLED,
            OPENING,
            Optional.of(UPDATE),
            Optional.of(Money.of("160.4475")),
            Optional.of(new Transaction.Owned(
                    TRANSACTION, Quantity.of("10"), Money.ZERO, Optional.of(UPDATE), "daily-sp500-2013-2018", "")));
    private static final Transaction REJECTED = new Transaction(
            Side.SELL,
            BRK_B,
            TransactionState.REJECTED,
            OPENING,
            Optional.of(UPDATE),
            Optional.empty(),
            Optional.of(new Transaction.Owned(
                    TransactionId.parse("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
                    Quantity.of("0.5"),
                    Money.ZERO,
                    Optional.empty(),
                    "",
                    "The holdings do not cover the sale.")));
    private static final PortfolioAction DIVIDEND = new PortfolioAction(
            12,
            ActionKind.DIVIDEND,
            LocalDate.parse("2018-02-06"),
            new PortfolioAction.Shares(Quantity.of("10"), AAPL),
            new PortfolioAction.Shares(Quantity.of("10"), AAPL),
            new PortfolioAction.Booked(OPENING, Money.of("6.3"), ""));
    private static final PortfolioAction SPLIT = new PortfolioAction(
            13,
            ActionKind.SPLIT,
            LocalDate.parse("2018-02-07"),
            new PortfolioAction.Shares(Quantity.of("10"), AAPL),
            new PortfolioAction.Shares(Quantity.of("70"), AAPL),
            new PortfolioAction.Booked(UPDATE, Money.ZERO, ""));
    private static final Transaction OF_SOMEONE_ELSE = new Transaction(
            Side.BUY, AAPL, TransactionState.QUEUED, OPENING, Optional.empty(), Optional.empty(), Optional.empty());

    private GoldenVectors() {}

    /** All of them, each with its own file. */
    public static List<GoldenVector> all() {
        return Stream.of(commands(), dataRequests(), returns(), data(), events(), link())
                .flatMap(List::stream)
                .toList();
    }

    /** The one of this file. */
    public static GoldenVector named(String file) {
        return all().stream()
                .filter(vector -> vector.file().equals(file))
                .findAny()
                .orElseThrow();
    }

    private static List<GoldenVector> commands() {
        return List.of(
                message(new AccountRequest.Login(ADA, HASHED_PASS, false)),
                message("login-session", new SessionRequest.LoginSession(SESSION)),
                message(new AccountRequest.Register(ADA, new Email("ada@example.org"), HASHED_PASS)),
                message(new TradeRequest.PurchaseAsset(SESSION, AAPL, Quantity.of("10"))),
                message(new TradeRequest.SellAsset(SESSION, BRK_B, Quantity.of("0.5"))),
                message(new TradeRequest.PlaceOrder(SESSION, ORDER, Side.BUY, AAPL, Quantity.of("10"), DEADLINE)),
                message(
                        "placeOrder-sell",
                        new TradeRequest.PlaceOrder(SESSION, ORDER, Side.SELL, BRK_B, Quantity.of("0.5"), DEADLINE)),
                message(new TradeRequest.CancelOrder(SESSION, ORDER)),
                message(new SessionRequest.SwitchState(SESSION, ConnectionState.DATA_TRANSFER)),
                message("switchState-command", new SessionRequest.SwitchState(SESSION, ConnectionState.COMMAND)),
                message(new SessionRequest.Logout(SESSION)),
                message(new CareRequest.ListSessions(SESSION, Cursor.START)),
                message(new CareRequest.EndSession(SESSION, SessionName.of(SESSION.hash()))),
                message("endSession-others", new CareRequest.EndSession(SESSION, SessionName.ALL_OTHERS)),
                message(new CareRequest.SetProfile(SESSION, false)),
                message(new CareRequest.DeleteAccount(SESSION, Optional.of(HASHED_PASS))),
                message("deleteAccount-noPassword", new CareRequest.DeleteAccount(SESSION, Optional.empty())),
                message(new CareRequest.GetAccountRecord(SESSION, SECOND_PAGE)),
                message(new CareRequest.GetLoginAddresses(SESSION)),
                message(new CareRequest.RememberDevice(SESSION, Optional.empty())),
                message("rememberDevice-again", new CareRequest.RememberDevice(SESSION, Optional.of(DEVICE))),
                message(new AccountRequest.LoginFromDevice(ADA, HASHED_PASS, false, DEVICE)),
                message(new CareReply.DeviceRemembered(DEVICE)),
                message(new PasswordRequest.RequestReset(new NameOrEmail("ada"))),
                message("requestReset-email", new PasswordRequest.RequestReset(new NameOrEmail("ada@example.org"))),
                message(new PasswordRequest.ResetPassword(ADA, TOKEN, HASHED_PASS)),
                message(new PasswordRequest.SetPassword(SESSION, Optional.of(HASHED_PASS), NEW_HASHED_PASS)),
                message(
                        "setPassword-first",
                        new PasswordRequest.SetPassword(SESSION, Optional.empty(), NEW_HASHED_PASS)),
                message(new PasswordRequest.ChangeEmail(SESSION, HASHED_PASS, new Email("ada@example.net"))),
                message(new PasswordRequest.ConfirmEmail(SESSION, TOKEN)),
                message(new RegistrationRequest.RegisterInvited(
                        ADA, Optional.of(new Email("ada@example.org")), HASHED_PASS, TOKEN)),
                message(
                        "registerInvited-withoutEmail",
                        new RegistrationRequest.RegisterInvited(ADA, Optional.empty(), HASHED_PASS, TOKEN)),
                message(new WorkersRequest.GetWorkers()),
                message(new ExternalLoginRequest.GetLoginProviders()),
                message(new ExternalLoginRequest.LoginExternal(GOOGLE, false, Optional.of(SECRET), ID_TOKEN)),
                message(
                        "loginExternal-noNonce",
                        new ExternalLoginRequest.LoginExternal(GOOGLE, true, Optional.empty(), ID_TOKEN)),
                message(new ExternalLoginRequest.RegisterExternal(
                        GOOGLE, ADA, Optional.of(new Email("ada@example.org")), Optional.of(SECRET), ID_TOKEN)),
                message(
                        "registerExternal-noEmail",
                        new ExternalLoginRequest.RegisterExternal(
                                GOOGLE, ADA, Optional.empty(), Optional.of(SECRET), ID_TOKEN)),
                message(new ExternalLoginRequest.LinkLogin(SESSION, GOOGLE, Optional.of(SECRET), ID_TOKEN)),
                message(new ExternalLoginRequest.UnlinkLogin(SESSION, GOOGLE)),
                message(new TradeRequest.Resume(SESSION, 41)),
                message(new TradeRequest.GetCorporateActions(SESSION, 11)),
                message(new WorkersRequest.GetWorkersPage(Cursor.START)));
    }

    private static List<GoldenVector> dataRequests() {
        return List.of(
                message(new AssetRequest.GetAssetInfo(AAPL)),
                message(new AssetRequest.GetAssetValueCurrent(AAPL)),
                message(new AssetRequest.GetAssetValueDay(AAPL, MOMENT)),
                message("getAssetValueDay-whole", new AssetRequest.GetAssetValueDay(AAPL, DAY)),
                message(new AssetRequest.GetAssetValueWeek(AAPL, DAY)),
                message(new AssetRequest.GetAssetValueMonth(AAPL, DAY)),
                message(new AssetRequest.GetAssetValueYear(AAPL, DAY)),
                message(new AssetRequest.GetAssetValueAllTime(BRK_B)),
                message(new AssetRequest.GetAssetValuePredicted(AAPL, DAY)),
                message(new AssetRequest.GetForecast(AAPL, DAY)),
                message(new AssetRequest.SearchAssets("berkshire hathaway")),
                message(new AssetRequest.GetAssetList()),
                message(new AssetRequest.GetAssetListPage(new Cursor("AAPL"))),
                message(new AssetRequest.GetQuote(AAPL)),
                message(new AssetRequest.GetQuotePage(new Cursor("AAPL"))),
                message(new MarketRequest.GetMarket()),
                message(new MarketRequest.GetTradingHours()),
                message(new MarketRequest.GetAssetHours(AAPL)),
                message(new AssetRequest.SubscribeValues(List.of(AAPL, BRK_B))),
                message("subscribeValues-all", new AssetRequest.SubscribeValues(List.of())),
                message(new AssetRequest.UnsubscribeValues()),
                message(new AssetRequest.GetAssetValuePage(AAPL, SeriesWindow.DAY, Optional.of(DAY), SECOND_PAGE)),
                message(
                        "getAssetValuePage-first",
                        new AssetRequest.GetAssetValuePage(AAPL, SeriesWindow.ALL, Optional.empty(), Cursor.START)),
                message(new AccountRequest.GetUserInfo(SESSION, ADA)),
                message(new TradeRequest.GetUserPortfolio(SESSION, ADA)),
                message(new TradeRequest.GetUserPortfolioPage(SESSION, ADA, Cursor.START)),
                message(new TradeRequest.GetUserTransactionHistory(SESSION, ADA)),
                message(new TradeRequest.GetUserTransactionHistoryPage(SESSION, ADA, SECOND_PAGE)));
    }

    private static List<GoldenVector> returns() {
        return List.of(
                message(new Failure.LoginFail(FailCode.BAD_CREDENTIALS, "Username or password is wrong.")),
                message(new SessionReply.SessionStarted(SESSION, Instant.parse("2018-03-09T14:30:00Z"), WORKERS)),
                message(
                        "sessionID-noWorkers",
                        new SessionReply.SessionStarted(SESSION, Instant.parse("2018-03-09T14:30:00Z"), List.of())),
                message(new AccountReply.RegisterSuccess(ADA)),
                message(new Failure.RegisterFail(FailCode.USERNAME_TAKEN, "The username is taken.")),
                message(new TradeReply.PurchaseSuccess(TRANSACTION, TransactionState.QUEUED)),
                message(new Failure.PurchaseFail(FailCode.INSUFFICIENT_FUNDS, "The cash does not cover the purchase.")),
                message(new TradeReply.SellSuccess(TRANSACTION, TransactionState.QUEUED)),
                message(new Failure.SellFail(FailCode.INSUFFICIENT_HOLDINGS, "The holdings do not cover the sale.")),
                message(new SessionReply.StateSwitchSuccess(ConnectionState.DATA_TRANSFER)),
                message(new Failure.StateSwitchFail(FailCode.BAD_SESSION, "The session is over.")),
                message(new SessionReply.LogoutSuccess()),
                message(new Failure.LogoutFail(FailCode.BAD_SESSION, "The session is over.")),
                message(new CareReply.SessionsEnded(3)),
                message(new Failure.EndFail(FailCode.BAD_SESSION, "The session is over.")),
                message(new CareReply.ProfileSet(false)),
                message(new Failure.ProfileFail(FailCode.BAD_SESSION, "The session is over.")),
                message(new CareReply.AccountDeleted()),
                message(new Failure.DeleteFail(FailCode.BAD_CREDENTIALS, "The password is wrong.")),
                message(new AssetReply.Subscribed(false, 2)),
                message(new TradeReply.OrderPlaced(ORDER, TransactionState.QUEUED)),
                message(new Failure.PlaceFail(FailCode.ID_USED, "The id was used before for another order.")),
                message(new TradeReply.OrderCancelled(ORDER, TransactionState.CANCELLED)),
                message(new Failure.CancelFail(FailCode.ORDER_ENDED, "The order has ended.")),
                message(new ExternalLoginReply.ExternalSession(
                        ADA, SESSION, Instant.parse("2018-03-09T14:30:00Z"), WORKERS)),
                message(new ExternalLoginReply.LinkChanged(GOOGLE, true)),
                message(new Failure.LinkLoginFail(FailCode.BAD_CREDENTIALS, "The token has expired; log in anew.")),
                message(new PasswordReply.ResetRequested()),
                message(new PasswordReply.PasswordChanged()),
                message(new PasswordReply.ConfirmationSent()),
                message(new PasswordReply.EmailChanged(new Email("ada@example.net"))),
                message(new Failure.AccountChangeFail(
                        FailCode.BAD_TOKEN, "The token is wrong, used already, or too old.")),
                message(new Failure.DataFail(FailCode.UNKNOWN_ASSET, "The asset is not on the list of assets.")));
    }

    private static List<GoldenVector> data() {
        AssetReply.Series week = new AssetReply.Series(AAPL, List.of(bar("2018-02-06"), bar("2018-02-07")));
        return List.of(
                data(Instruction.GET_ASSET_INFO, info(AAPL, "Apple Inc.")),
                data(
                        Instruction.GET_ASSET_VALUE_CURRENT,
                        new AssetReply.AssetValue(AAPL, Money.of("160.4475"), UPDATE)),
                data(Instruction.GET_ASSET_VALUE_DAY, week),
                data(Instruction.GET_ASSET_VALUE_WEEK, week),
                data(Instruction.GET_ASSET_VALUE_MONTH, week),
                data(
                        "data-getAssetValueMonth-empty",
                        Instruction.GET_ASSET_VALUE_MONTH,
                        new AssetReply.Series(AAPL, List.of())),
                data(Instruction.GET_ASSET_VALUE_YEAR, week),
                data(Instruction.GET_ASSET_VALUE_ALL_TIME, twoPackets()),
                data(Instruction.GET_ASSET_VALUE_PREDICTED, prediction()),
                data(
                        Instruction.GET_FORECAST,
                        new AssetReply.Forecast(prediction().steps(), ForecastModel.RANDOM_WALK, 80, 2, 250, 201)),
                data(
                        Instruction.SEARCH_ASSETS,
                        new AssetReply.AssetMatches(List.of(
                                new AssetReply.AssetMatches.Match(BRK_B, "Berkshire Hathaway (Class B)", "USD")))),
                data(
                        Instruction.GET_ASSET_LIST,
                        new AssetReply.AssetList(List.of(info(AAPL, "Apple Inc."), info(BRK_B, "Berkshire Hathaway")))),
                data(
                        Instruction.GET_ASSET_LIST_PAGE,
                        new AssetReply.AssetListPage(
                                new AssetReply.AssetList(List.of(info(BRK_B, "Berkshire Hathaway"))),
                                Optional.empty())),
                data(
                        Instruction.GET_TRADING_HOURS,
                        new MarketReply.TradingHours(
                                Instant.parse("2013-11-29T18:30:00Z"),
                                List.of(
                                        new MarketReply.TradingHours.Hours(
                                                "XNYS",
                                                false,
                                                Optional.of(Instant.parse("2013-12-02T14:30:00Z")),
                                                Optional.of(Instant.parse("2013-12-02T21:00:00Z"))),
                                        new MarketReply.TradingHours.Hours(
                                                "ALWAYS", true, Optional.empty(), Optional.empty())))),
                data(
                        Instruction.GET_ASSET_HOURS,
                        new MarketReply.TradingHours(
                                Instant.parse("2013-11-29T17:30:00Z"),
                                List.of(new MarketReply.TradingHours.Hours(
                                        "XNYS",
                                        true,
                                        Optional.of(Instant.parse("2013-12-02T14:30:00Z")),
                                        Optional.of(Instant.parse("2013-11-29T18:00:00Z")))))),
                data(Instruction.GET_QUOTE, quote(AAPL, "Apple Inc.")),
                data(
                        Instruction.GET_QUOTE_PAGE,
                        new AssetReply.QuotePage(List.of(quote(BRK_B, "Berkshire Hathaway")), Optional.empty())),
                data(
                        Instruction.GET_MARKET,
                        new MarketReply.MarketStatus(
                                MarketState.OPEN,
                                Instant.EPOCH,
                                "",
                                "replay of recorded values",
                                Optional.of(Instant.parse("2014-06-09T20:00:00Z")),
                                Optional.of(new MarketReply.MarketStatus.Period(
                                        Instant.parse("2014-04-22T13:30:00Z"),
                                        Instant.parse("2018-02-07T21:00:00Z"),
                                        36_000_000)))),
                data(Instruction.GET_ASSET_VALUE_PAGE, new AssetReply.SeriesPage(week, Optional.of(SECOND_PAGE))),
                data(
                        Instruction.GET_USER_TRANSACTION_HISTORY_PAGE,
                        new TradeReply.HistoryPage(
                                new TradeReply.TransactionHistory(List.of(REJECTED, SETTLED)),
                                Optional.of(SECOND_PAGE))),
                data(
                        Instruction.GET_USER_PORTFOLIO_PAGE,
                        new TradeReply.PortfolioPage(portfolio(Optional.of(ownPortfolio())), Optional.empty())),
                data(
                        Instruction.GET_WORKERS_PAGE,
                        new WorkersReply.WorkerListPage(new WorkersReply.WorkerList(WORKERS), Optional.empty())),
                data(
                        Instruction.LIST_SESSIONS,
                        new CareReply.SessionPage(
                                List.of(new CareReply.SessionLine(
                                        SessionName.of(SESSION.hash()),
                                        OPENING,
                                        UPDATE,
                                        Instant.parse("2018-03-09T14:30:00Z"),
                                        "192.0.2.7",
                                        "edge-1",
                                        true)),
                                Optional.empty())),
                data(
                        Instruction.GET_ACCOUNT_RECORD,
                        new CareReply.AccountRecordPage(
                                true,
                                List.of(new CareReply.RecordLine(
                                        OPENING, "LOGGED_IN", "ACCOUNT", "192.0.2.7", "edge-1", 1, "")),
                                Optional.of(SECOND_PAGE))),
                data(
                        Instruction.GET_LOGIN_ADDRESSES,
                        new CareReply.LoginAddresses(List.of(
                                new CareReply.LoginAddress("192.0.2.7", UPDATE),
                                new CareReply.LoginAddress("2001:db8:0:0:0:0:0:0/64", OPENING)))),
                data(Instruction.GET_USER_INFO, new AccountReply.UserInfo(ADA, OPENING, Optional.of(ownInfo()))),
                data(
                        "data-getUserInfo-withoutEmail",
                        Instruction.GET_USER_INFO,
                        new AccountReply.UserInfo(ADA, OPENING, Optional.of(ownInfoWithoutEmail()))),
                data(
                        "data-getUserInfo-public",
                        Instruction.GET_USER_INFO,
                        new AccountReply.UserInfo(ADA, OPENING, Optional.empty())),
                data(Instruction.GET_USER_PORTFOLIO, portfolio(Optional.of(ownPortfolio()))),
                data("data-getUserPortfolio-public", Instruction.GET_USER_PORTFOLIO, portfolio(Optional.empty())),
                data(
                        Instruction.GET_USER_TRANSACTION_HISTORY,
                        new TradeReply.TransactionHistory(List.of(REJECTED, SETTLED))),
                data(
                        "data-getUserTransactionHistory-public",
                        Instruction.GET_USER_TRANSACTION_HISTORY,
                        new TradeReply.TransactionHistory(List.of(OF_SOMEONE_ELSE))),
                data(Instruction.GET_LOGIN_PROVIDERS, new ExternalLoginReply.LoginProviders(List.of(google()))),
                data(Instruction.GET_WORKERS, new WorkersReply.WorkerList(WORKERS)),
                data(
                        Instruction.RESUME,
                        new TradeReply.EventPage(
                                List.of(
                                        new TradeReply.EventPage.NumberedEvent(42, SETTLED),
                                        new TradeReply.EventPage.NumberedEvent(43, REJECTED)),
                                44,
                                true)),
                data("data-resume-empty", Instruction.RESUME, new TradeReply.EventPage(List.of(), 41, false)),
                data(
                        Instruction.GET_CORPORATE_ACTIONS,
                        new TradeReply.ActionPage(List.of(DIVIDEND, SPLIT), 13, false)));
    }

    private static List<GoldenVector> events() {
        return List.of(
                message(new TradeEvent.TransactionSettled(SETTLED)),
                message(new TradeEvent.AccountEvent(42, SETTLED)),
                message(new TradeEvent.ActionApplied(SPLIT)),
                message(new AssetEvent.ValuesChanged(List.of(
                        new AssetReply.AssetValue(AAPL, Money.of("160.4475"), UPDATE),
                        new AssetReply.AssetValue(BRK_B, Money.of("199.13"), UPDATE)))),
                message(new WorkersEvent.WorkerStopping()));
    }

    private static List<GoldenVector> link() {
        // Any bytes here: a real OpenPGP message differs each time that it is made.
        Buffer sealed = Buffer.buffer(new byte[] {(byte) 0xC1, 0x02, 0x03, 0x04});
        return List.of(
                message(new LinkRequest.LinkHello(sealed)),
                message(new LinkReply.LinkWelcome(sealed)),
                message(new Failure.LinkRefused(FailCode.REFUSED, "Refused.")),
                message(new LinkEvent.ValuesUpdated(List.of(info(AAPL, "Apple Inc.")))),
                message(new LinkEvent.TransactionsSettled(List.of(new LinkEvent.Settled(ADA, SETTLED)))),
                message(new LinkEvent.SessionsRevoked(List.of(SESSION.hash()))),
                message(new LinkRequest.Heartbeat()),
                message(new LinkReply.HeartbeatAnswer(true)),
                message(new LinkEvent.SessionKeyGiven(SESSION_KEY)),
                message(new LinkEvent.AccountEvents(List.of(new LinkEvent.AccountEvents.Numbered(ADA, 42, SETTLED)))),
                message(new LinkEvent.ActionsApplied(List.of(new LinkEvent.ActionsApplied.Of(ADA, SPLIT)))),
                message(new LinkEvent.WorkersChanged(WORKERS)),
                message(new LinkEvent.KeyUpdate()),
                message(new LinkEvent.LimitsCleared("203.0.113.7")),
                message(new LinkEvent.ValuesForgotten()),
                message(new LinkEvent.PastChanged(List.of(AAPL, BRK_B))),
                message(new LinkRequest.VerifySession(SESSION)),
                data(
                        Instruction.VERIFY_SESSION,
                        new LinkReply.VerifiedSession(ADA, Instant.parse("2018-03-09T14:30:00Z"))),
                message(new LinkRequest.NoteUses(List.of(new LinkRequest.NoteUses.Use(SESSION.hash(), UPDATE)))),
                message(new LinkReply.UsesNoted()),
                message(new LinkRequest.NoteWanted(List.of(new AssetSymbol("KO"), new AssetSymbol("BRK.B")))),
                message(new LinkReply.WantedNoted()),
                message(new LinkRequest.GetWorkerStatus()),
                data(
                        Instruction.GET_WORKER_STATUS,
                        new LinkReply.WorkerStatus("1.0.0", OPENING, 12, 9, 43, 1_000_000, 256)));
    }

    private static AssetReply.Quote quote(AssetSymbol symbol, String name) {
        return new AssetReply.Quote(info(symbol, name).asset(), name, "USD", UPDATE, "replay of 2018-02-07", false);
    }

    private static AssetReply.AssetInfo info(AssetSymbol symbol, String name) {
        Asset asset = new Asset(
                symbol,
                Money.of("163.085"),
                Money.of("163.4"),
                Money.of("159.0685"),
                Money.of("160.4475"),
                Quantity.of("51608580"));
        return new AssetReply.AssetInfo(asset, name, "USD", UPDATE);
    }

    private static Bar bar(String day) {
        return new Bar(
                LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant(),
                Money.of("163.085"),
                Money.of("163.4"),
                Money.of("159.0685"),
                Money.of("159.54"),
                Quantity.of("51608580"));
    }

    /** A bar a month from 1962 to 2018: more than one packet holds. */
    private static AssetReply.Series twoPackets() {
        LocalDate first = LocalDate.of(1962, 1, 1);
        return new AssetReply.Series(
                BRK_B,
                IntStream.range(0, 57 * 12)
                        .mapToObj(month -> new Bar(
                                first.plusMonths(month)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant(),
                                new Money(month * 12_345_678L),
                                new Money(month * 12_345_679L),
                                new Money(month * 12_345_677L),
                                new Money(month * 12_345_678L),
                                Quantity.of(Integer.toString(month))))
                        .toList());
    }

    private static AssetReply.Prediction prediction() {
        return new AssetReply.Prediction(List.of(
                new AssetReply.Prediction.Step(
                        Instant.parse("2018-02-08T00:00:00Z"),
                        Money.of("157.25"),
                        Money.of("160.5"),
                        Money.of("163.75")),
                new AssetReply.Prediction.Step(
                        Instant.parse("2018-02-09T00:00:00Z"),
                        Money.of("155.5"),
                        Money.of("160.6"),
                        Money.of("165.7"))));
    }

    private static ExternalLoginReply.LoginProvider google() {
        return new ExternalLoginReply.LoginProvider(
                GOOGLE,
                "https://accounts.google.com",
                "openid email",
                new ExternalLoginReply.LoginProvider.Registration("browser.example.org", Optional.of("not-secret")),
                new ExternalLoginReply.LoginProvider.Registration("device.example.org", Optional.empty()));
    }

    private static AccountReply.UserInfo.Owned ownInfo() {
        return new AccountReply.UserInfo.Owned(
                Optional.of(new Email("ada@example.org")),
                true,
                CASH,
                Money.of("250"),
                Money.of("100000"),
                List.of("google"));
    }

    private static AccountReply.UserInfo.Owned ownInfoWithoutEmail() {
        return new AccountReply.UserInfo.Owned(Optional.empty(), true, CASH, Money.ZERO, Money.of("100000"), List.of());
    }

    private static TradeReply.Portfolio portfolio(Optional<TradeReply.Portfolio.Owned> owned) {
        Percent weight = Percent.of(Money.of("1604.475"), Money.of("100000"));
        return new TradeReply.Portfolio(ADA, List.of(new TradeReply.Portfolio.Weight(AAPL, weight)), owned);
    }

    private static TradeReply.Portfolio.Owned ownPortfolio() {
        TradeReply.Portfolio.Holding holding = new TradeReply.Portfolio.Holding(
                AAPL, Quantity.of("10"), Quantity.of("2.5"), Money.of("160.4475"), Money.of("1604.475"));
        return new TradeReply.Portfolio.Owned(CASH, Money.of("250"), Money.of("100000"), List.of(holding));
    }

    private static GoldenVector message(Message message) {
        return message(Instruction.of(message).specName(), message);
    }

    private static GoldenVector message(String file, Message message) {
        return new GoldenVector(file, Instruction.of(message), message);
    }

    private static GoldenVector data(Instruction request, Reply content) {
        return data("data-" + request.specName(), request, content);
    }

    private static GoldenVector data(String file, Instruction request, Reply content) {
        return new GoldenVector(file, request, content);
    }
}
