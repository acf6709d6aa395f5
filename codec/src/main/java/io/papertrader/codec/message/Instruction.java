package io.papertrader.codec.message;

import static io.papertrader.codec.message.Instruction.Answerer.WORKER;
import static io.papertrader.codec.message.Instruction.Answerer.WORKER_OR_MASTER;
import static io.papertrader.codec.message.Instruction.Session.BOUND;
import static io.papertrader.codec.message.Instruction.Session.IN_MESSAGE;
import static io.papertrader.codec.message.Instruction.Session.NONE;
import static io.papertrader.codec.message.Instruction.Use.BOTH_STATES;
import static io.papertrader.codec.message.Instruction.Use.COMMAND_STATE;
import static io.papertrader.codec.message.Instruction.Use.LINK;
import static io.papertrader.codec.message.Instruction.Use.TO_CLIENT;
import static io.papertrader.codec.message.Row.ASSET_BYTES;
import static io.papertrader.codec.message.Row.MATCHES_BYTES;
import static io.papertrader.codec.message.Row.PASSWORD;
import static io.papertrader.codec.message.Row.QUERY;
import static io.papertrader.codec.message.Row.SESSION_BYTES;
import static io.papertrader.codec.message.Row.answer;
import static io.papertrader.codec.message.Row.command;
import static io.papertrader.codec.message.Row.data;
import static io.papertrader.codec.message.Row.dataRequest;
import static io.papertrader.codec.message.Row.event;
import static io.papertrader.codec.message.Row.fail;
import static io.papertrader.codec.message.Row.handshake;
import static io.papertrader.codec.message.Row.question;
import static io.papertrader.codec.wire.MessageType.COMMAND;
import static io.papertrader.codec.wire.MessageType.SERVER_RETURN;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.Layout;
import io.papertrader.codec.wire.MessageType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table of the protocol (specification 4.5): one row for each instruction. Encoder, decoder, checks, client help,
 * test generators and the protocol reference come from it. Replies stand first: a row names only rows above it.
 * Codes from 256 on are extensions. A code is never used again.
 */
public enum Instruction {
    LOGIN_FAIL(fail(64, "loginFail", Failure.LoginFail.class, Failure.LoginFail::new)),
    SESSION_ID(answer(65, "sessionID", SessionReply.SessionStarted.LAYOUT)),
    REGISTER_SUCCESS(answer(66, "registerSuccess", AccountReply.RegisterSuccess.LAYOUT)),
    REGISTER_FAIL(fail(67, "registerFail", Failure.RegisterFail.class, Failure.RegisterFail::new)),
    PURCHASE_SUCCESS(answer(68, "purchaseSuccess", TradeReply.PurchaseSuccess.LAYOUT)),
    PURCHASE_FAIL(fail(69, "purchaseFail", Failure.PurchaseFail.class, Failure.PurchaseFail::new)),
    SELL_SUCCESS(answer(70, "sellSuccess", TradeReply.SellSuccess.LAYOUT)),
    SELL_FAIL(fail(71, "sellFail", Failure.SellFail.class, Failure.SellFail::new)),
    STATE_SWITCH_SUCCESS(answer(72, "stateSwitchSuccess", SessionReply.StateSwitchSuccess.LAYOUT)),
    STATE_SWITCH_FAIL(fail(73, "stateSwitchFail", Failure.StateSwitchFail.class, Failure.StateSwitchFail::new)),
    /** Carries the content that the request's row names. */
    DATA(data(74, "data")),
    DATA_FAIL(fail(75, "dataFail", Failure.DataFail.class, Failure.DataFail::new)),
    SUBSCRIBE_SUCCESS(answer(322, "subscribeSuccess", AssetReply.Subscribed.LAYOUT)),
    LOGOUT_SUCCESS(answer(320, "logoutSuccess", SessionReply.LogoutSuccess.LAYOUT)),
    LOGOUT_FAIL(fail(321, "logoutFail", Failure.LogoutFail.class, Failure.LogoutFail::new)),
    ORDER_PLACED(answer(323, "orderPlaced", TradeReply.OrderPlaced.LAYOUT)),
    PLACE_FAIL(fail(324, "placeFail", Failure.PlaceFail.class, Failure.PlaceFail::new)),
    ORDER_CANCELLED(answer(325, "orderCancelled", TradeReply.OrderCancelled.LAYOUT)),
    CANCEL_FAIL(fail(326, "cancelFail", Failure.CancelFail.class, Failure.CancelFail::new)),
    EXTERNAL_SESSION(answer(327, "externalSession", ExternalLoginReply.ExternalSession.LAYOUT)),
    LINK_CHANGED(answer(328, "linkChanged", ExternalLoginReply.LinkChanged.LAYOUT)),
    LINK_LOGIN_FAIL(fail(329, "linkLoginFail", Failure.LinkLoginFail.class, Failure.LinkLoginFail::new)),
    SESSIONS_ENDED(answer(336, "sessionsEnded", CareReply.SessionsEnded.LAYOUT)),
    END_FAIL(fail(337, "endFail", Failure.EndFail.class, Failure.EndFail::new)),
    PROFILE_SET(answer(338, "profileSet", CareReply.ProfileSet.LAYOUT)),
    PROFILE_FAIL(fail(339, "profileFail", Failure.ProfileFail.class, Failure.ProfileFail::new)),
    ACCOUNT_DELETED(answer(340, "accountDeleted", CareReply.AccountDeleted.LAYOUT)),
    DELETE_FAIL(fail(341, "deleteFail", Failure.DeleteFail.class, Failure.DeleteFail::new)),
    DEVICE_REMEMBERED(answer(342, "deviceRemembered", CareReply.DeviceRemembered.LAYOUT)),
    USES_NOTED(answer(1040, "usesNoted", LinkReply.UsesNoted.LAYOUT).onLink()),
    WANTED_NOTED(answer(1044, "wantedNoted", LinkReply.WantedNoted.LAYOUT).onLink()),
    RESET_REQUESTED(answer(330, "resetRequested", PasswordReply.ResetRequested.LAYOUT)),
    PASSWORD_CHANGED(answer(331, "passwordChanged", PasswordReply.PasswordChanged.LAYOUT)),
    CONFIRMATION_SENT(answer(332, "confirmationSent", PasswordReply.ConfirmationSent.LAYOUT)),
    EMAIL_CHANGED(answer(333, "emailChanged", PasswordReply.EmailChanged.LAYOUT)),
    ACCOUNT_CHANGE_FAIL(
            fail(334, "accountChangeFail", Failure.AccountChangeFail.class, Failure.AccountChangeFail::new)),
    HEARTBEAT_ANSWER(
            answer(1033, "heartbeatAnswer", LinkReply.HeartbeatAnswer.LAYOUT).onLink()),
    LINK_WELCOME(handshake(1025, "linkWelcome", SERVER_RETURN, LinkReply.LinkWelcome.LAYOUT)),
    LINK_REFUSED(fail(1026, "linkRefused", Failure.LinkRefused.class, Failure.LinkRefused::new)
            .onLink()),

    LOGIN(
            command(1, "login", COMMAND_STATE, NONE, AccountRequest.Login.LAYOUT)
                    .cost(PASSWORD)
                    .mostAnswerBytes(SESSION_BYTES),
            SESSION_ID,
            LOGIN_FAIL),
    LOGIN_FROM_DEVICE(
            command(287, "loginFromDevice", COMMAND_STATE, NONE, AccountRequest.LoginFromDevice.LAYOUT)
                    .cost(PASSWORD)
                    .mostAnswerBytes(SESSION_BYTES),
            SESSION_ID,
            LOGIN_FAIL),
    LOGIN_SESSION(
            command(2, "login", COMMAND_STATE, IN_MESSAGE, SessionRequest.LoginSession.LAYOUT)
                    .mostAnswerBytes(SESSION_BYTES),
            SESSION_ID,
            LOGIN_FAIL),
    REGISTER(
            command(3, "register", COMMAND_STATE, NONE, AccountRequest.Register.LAYOUT)
                    .cost(PASSWORD)
                    .repeat(Repeat.NEVER),
            REGISTER_SUCCESS,
            REGISTER_FAIL),
    PURCHASE_ASSET(
            command(4, "purchaseAsset", COMMAND_STATE, IN_MESSAGE, TradeRequest.PurchaseAsset.LAYOUT)
                    .aboutAnOrder()
                    .repeat(Repeat.AS_RECORD),
            PURCHASE_SUCCESS,
            PURCHASE_FAIL),
    SELL_ASSET(
            command(5, "sellAsset", COMMAND_STATE, IN_MESSAGE, TradeRequest.SellAsset.LAYOUT)
                    .aboutAnOrder()
                    .repeat(Repeat.AS_RECORD),
            SELL_SUCCESS,
            SELL_FAIL),
    SWITCH_STATE(
            command(6, "switchState", BOTH_STATES, IN_MESSAGE, SessionRequest.SwitchState.LAYOUT)
                    .answeredBy(WORKER),
            STATE_SWITCH_SUCCESS,
            STATE_SWITCH_FAIL),
    LOGOUT(
            command(257, "logout", COMMAND_STATE, IN_MESSAGE, SessionRequest.Logout.LAYOUT),
            LOGOUT_SUCCESS,
            LOGOUT_FAIL),
    GET_WORKERS(
            command(256, "getWorkers", BOTH_STATES, NONE, WorkersRequest.GetWorkers.LAYOUT)
                    .content(WorkersReply.WorkerList.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER),
            DATA,
            DATA_FAIL),
    GET_WORKERS_PAGE(
            command(258, "getWorkersPage", BOTH_STATES, NONE, WorkersRequest.GetWorkersPage.LAYOUT)
                    .content(WorkersReply.WorkerListPage.LAYOUT),
            DATA,
            DATA_FAIL),

    PLACE_ORDER(
            command(261, "placeOrder", COMMAND_STATE, IN_MESSAGE, TradeRequest.PlaceOrder.LAYOUT)
                    .aboutAnOrder(),
            ORDER_PLACED,
            PLACE_FAIL),
    CANCEL_ORDER(
            command(262, "cancelOrder", COMMAND_STATE, IN_MESSAGE, TradeRequest.CancelOrder.LAYOUT)
                    .aboutAnOrder(),
            ORDER_CANCELLED,
            CANCEL_FAIL),

    LOGIN_EXTERNAL(
            command(263, "loginExternal", COMMAND_STATE, NONE, ExternalLoginRequest.LoginExternal.LAYOUT)
                    .cost(QUERY)
                    .mostAnswerBytes(SESSION_BYTES)
                    .repeat(Repeat.NEVER),
            EXTERNAL_SESSION,
            LOGIN_FAIL),
    REGISTER_EXTERNAL(
            command(264, "registerExternal", COMMAND_STATE, NONE, ExternalLoginRequest.RegisterExternal.LAYOUT)
                    .cost(QUERY)
                    .repeat(Repeat.NEVER),
            REGISTER_SUCCESS,
            REGISTER_FAIL),
    LINK_LOGIN(
            command(265, "linkLogin", COMMAND_STATE, IN_MESSAGE, ExternalLoginRequest.LinkLogin.LAYOUT)
                    .cost(QUERY)
                    .repeat(Repeat.NEVER),
            LINK_CHANGED,
            LINK_LOGIN_FAIL),
    UNLINK_LOGIN(
            command(266, "unlinkLogin", COMMAND_STATE, IN_MESSAGE, ExternalLoginRequest.UnlinkLogin.LAYOUT)
                    .cost(QUERY)
                    .repeat(Repeat.NEVER),
            LINK_CHANGED,
            LINK_LOGIN_FAIL),
    GET_LOGIN_PROVIDERS(
            command(281, "getLoginProviders", BOTH_STATES, NONE, ExternalLoginRequest.GetLoginProviders.LAYOUT)
                    .content(ExternalLoginReply.LoginProviders.LAYOUT),
            DATA,
            DATA_FAIL),
    REQUEST_RESET(
            command(267, "requestReset", COMMAND_STATE, NONE, PasswordRequest.RequestReset.LAYOUT),
            RESET_REQUESTED,
            ACCOUNT_CHANGE_FAIL),
    RESET_PASSWORD(
            command(268, "resetPassword", COMMAND_STATE, NONE, PasswordRequest.ResetPassword.LAYOUT)
                    .cost(PASSWORD)
                    .repeat(Repeat.NEVER),
            PASSWORD_CHANGED,
            ACCOUNT_CHANGE_FAIL),
    SET_PASSWORD(
            command(269, "setPassword", COMMAND_STATE, IN_MESSAGE, PasswordRequest.SetPassword.LAYOUT)
                    .cost(PASSWORD)
                    .repeat(Repeat.NEVER),
            PASSWORD_CHANGED,
            ACCOUNT_CHANGE_FAIL),
    CHANGE_EMAIL(
            command(270, "changeEmail", COMMAND_STATE, IN_MESSAGE, PasswordRequest.ChangeEmail.LAYOUT)
                    .cost(PASSWORD),
            CONFIRMATION_SENT,
            ACCOUNT_CHANGE_FAIL),
    CONFIRM_EMAIL(
            command(271, "confirmEmail", COMMAND_STATE, IN_MESSAGE, PasswordRequest.ConfirmEmail.LAYOUT)
                    .repeat(Repeat.NEVER),
            EMAIL_CHANGED,
            ACCOUNT_CHANGE_FAIL),
    REGISTER_INVITED(
            command(285, "registerInvited", COMMAND_STATE, NONE, RegistrationRequest.RegisterInvited.LAYOUT)
                    .cost(PASSWORD)
                    .repeat(Repeat.NEVER),
            REGISTER_SUCCESS,
            REGISTER_FAIL),

    RESUME(
            command(260, "resume", BOTH_STATES, IN_MESSAGE, TradeRequest.Resume.LAYOUT)
                    .content(TradeReply.EventPage.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),

    GET_CORPORATE_ACTIONS(
            command(319, "getCorporateActions", BOTH_STATES, IN_MESSAGE, TradeRequest.GetCorporateActions.LAYOUT)
                    .content(TradeReply.ActionPage.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),

    LIST_SESSIONS(
            command(279, "listSessions", BOTH_STATES, IN_MESSAGE, CareRequest.ListSessions.LAYOUT)
                    .content(CareReply.SessionPage.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    END_SESSION(
            command(280, "endSession", BOTH_STATES, IN_MESSAGE, CareRequest.EndSession.LAYOUT),
            SESSIONS_ENDED,
            END_FAIL),
    SET_PROFILE(
            command(282, "setProfile", BOTH_STATES, IN_MESSAGE, CareRequest.SetProfile.LAYOUT),
            PROFILE_SET,
            PROFILE_FAIL),
    DELETE_ACCOUNT(
            command(283, "deleteAccount", BOTH_STATES, IN_MESSAGE, CareRequest.DeleteAccount.LAYOUT)
                    .cost(PASSWORD)
                    .repeat(Repeat.NEVER),
            ACCOUNT_DELETED,
            DELETE_FAIL),
    GET_ACCOUNT_RECORD(
            command(284, "getAccountRecord", BOTH_STATES, IN_MESSAGE, CareRequest.GetAccountRecord.LAYOUT)
                    .content(CareReply.AccountRecordPage.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    REMEMBER_DEVICE(
            command(288, "rememberDevice", BOTH_STATES, IN_MESSAGE, CareRequest.RememberDevice.LAYOUT),
            DEVICE_REMEMBERED,
            ACCOUNT_CHANGE_FAIL),
    GET_LOGIN_ADDRESSES(
            command(286, "getLoginAddresses", BOTH_STATES, IN_MESSAGE, CareRequest.GetLoginAddresses.LAYOUT)
                    .content(CareReply.LoginAddresses.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),

    GET_ASSET_INFO(
            dataRequest(16, "getAssetInfo", BOUND, AssetRequest.GetAssetInfo.LAYOUT)
                    .content(AssetReply.AssetInfo.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .mostAnswerBytes(ASSET_BYTES),
            DATA,
            DATA_FAIL),
    GET_ASSET_VALUE_CURRENT(
            dataRequest(17, "getAssetValueCurrent", BOUND, AssetRequest.GetAssetValueCurrent.LAYOUT)
                    .content(AssetReply.AssetValue.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .mostAnswerBytes(ASSET_BYTES),
            DATA,
            DATA_FAIL),
    GET_ASSET_VALUE_DAY(
            dataRequest(18, "getAssetValueDay", BOUND, AssetRequest.GetAssetValueDay.LAYOUT)
                    .content(AssetReply.Series.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_ASSET_VALUE_WEEK(
            dataRequest(19, "getAssetValueWeek", BOUND, AssetRequest.GetAssetValueWeek.LAYOUT)
                    .content(AssetReply.Series.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_ASSET_VALUE_MONTH(
            dataRequest(20, "getAssetValueMonth", BOUND, AssetRequest.GetAssetValueMonth.LAYOUT)
                    .content(AssetReply.Series.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_ASSET_VALUE_YEAR(
            dataRequest(21, "getAssetValueYear", BOUND, AssetRequest.GetAssetValueYear.LAYOUT)
                    .content(AssetReply.Series.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_ASSET_VALUE_ALL_TIME(
            dataRequest(22, "getAssetValueAllTime", BOUND, AssetRequest.GetAssetValueAllTime.LAYOUT)
                    .content(AssetReply.Series.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_USER_INFO(
            dataRequest(23, "getUserInfo", IN_MESSAGE, AccountRequest.GetUserInfo.LAYOUT)
                    .content(AccountReply.UserInfo.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_USER_PORTFOLIO(
            dataRequest(24, "getUserPortfolio", IN_MESSAGE, TradeRequest.GetUserPortfolio.LAYOUT)
                    .content(TradeReply.Portfolio.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_USER_TRANSACTION_HISTORY(
            dataRequest(25, "getUserTransactionHistory", IN_MESSAGE, TradeRequest.GetUserTransactionHistory.LAYOUT)
                    .content(TradeReply.TransactionHistory.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_ASSET_VALUE_PREDICTED(
            dataRequest(26, "getAssetValuePredicted", BOUND, AssetRequest.GetAssetValuePredicted.LAYOUT)
                    .content(AssetReply.Prediction.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_ASSET_LIST(
            dataRequest(272, "getAssetList", BOUND, AssetRequest.GetAssetList.LAYOUT)
                    .content(AssetReply.AssetList.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER),
            DATA,
            DATA_FAIL),
    GET_ASSET_LIST_PAGE(
            dataRequest(273, "getAssetListPage", BOUND, AssetRequest.GetAssetListPage.LAYOUT)
                    .content(AssetReply.AssetListPage.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER),
            DATA,
            DATA_FAIL),
    GET_ASSET_VALUE_PAGE(
            dataRequest(274, "getAssetValuePage", BOUND, AssetRequest.GetAssetValuePage.LAYOUT)
                    .content(AssetReply.SeriesPage.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_USER_TRANSACTION_HISTORY_PAGE(
            dataRequest(
                            275,
                            "getUserTransactionHistoryPage",
                            IN_MESSAGE,
                            TradeRequest.GetUserTransactionHistoryPage.LAYOUT)
                    .content(TradeReply.HistoryPage.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    GET_USER_PORTFOLIO_PAGE(
            dataRequest(276, "getUserPortfolioPage", IN_MESSAGE, TradeRequest.GetUserPortfolioPage.LAYOUT)
                    .content(TradeReply.PortfolioPage.LAYOUT)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),

    GET_QUOTE(
            dataRequest(312, "getQuote", BOUND, AssetRequest.GetQuote.LAYOUT)
                    .content(AssetReply.Quote.LAYOUT)
                    .mostAnswerBytes(ASSET_BYTES),
            DATA,
            DATA_FAIL),
    GET_QUOTE_PAGE(
            dataRequest(314, "getQuotePage", BOUND, AssetRequest.GetQuotePage.LAYOUT)
                    .content(AssetReply.QuotePage.LAYOUT),
            DATA,
            DATA_FAIL),
    GET_MARKET(
            dataRequest(313, "getMarket", BOUND, MarketRequest.GetMarket.LAYOUT)
                    .content(MarketReply.MarketStatus.LAYOUT),
            DATA,
            DATA_FAIL),
    GET_TRADING_HOURS(
            dataRequest(315, "getTradingHours", BOUND, MarketRequest.GetTradingHours.LAYOUT)
                    .content(MarketReply.TradingHours.LAYOUT)
                    .mostAnswerBytes(ASSET_BYTES),
            DATA,
            DATA_FAIL),
    GET_ASSET_HOURS(
            dataRequest(324, "getAssetHours", BOUND, MarketRequest.GetAssetHours.LAYOUT)
                    .content(MarketReply.TradingHours.LAYOUT)
                    .mostAnswerBytes(ASSET_BYTES),
            DATA,
            DATA_FAIL),

    SUBSCRIBE_VALUES(
            dataRequest(277, "subscribeValues", BOUND, AssetRequest.SubscribeValues.LAYOUT)
                    .answeredBy(WORKER),
            SUBSCRIBE_SUCCESS,
            DATA_FAIL),
    UNSUBSCRIBE_VALUES(
            dataRequest(278, "unsubscribeValues", BOUND, AssetRequest.UnsubscribeValues.LAYOUT)
                    .answeredBy(WORKER),
            SUBSCRIBE_SUCCESS,
            DATA_FAIL),
    GET_FORECAST(
            dataRequest(310, "getForecast", BOUND, AssetRequest.GetForecast.LAYOUT)
                    .content(AssetReply.Forecast.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .cost(QUERY),
            DATA,
            DATA_FAIL),
    SEARCH_ASSETS(
            dataRequest(311, "searchAssets", BOUND, AssetRequest.SearchAssets.LAYOUT)
                    .content(AssetReply.AssetMatches.LAYOUT)
                    .answeredBy(WORKER_OR_MASTER)
                    .mostAnswerBytes(MATCHES_BYTES),
            DATA,
            DATA_FAIL),

    VALUES_CHANGED(event(515, "valuesChanged", TO_CLIENT, AssetEvent.ValuesChanged.LAYOUT)),
    TRANSACTION_SETTLED(event(512, "transactionSettled", TO_CLIENT, TradeEvent.TransactionSettled.LAYOUT)),
    ACCOUNT_EVENT(event(514, "accountEvent", TO_CLIENT, TradeEvent.AccountEvent.LAYOUT)),
    ACTION_APPLIED(event(320, "actionApplied", TO_CLIENT, TradeEvent.ActionApplied.LAYOUT)),
    WORKER_STOPPING(event(513, "workerStopping", TO_CLIENT, WorkersEvent.WorkerStopping.LAYOUT)),

    LINK_HELLO(handshake(1024, "linkHello", COMMAND, LinkRequest.LinkHello.LAYOUT), LINK_WELCOME, LINK_REFUSED),
    VALUES_UPDATED(event(1027, "valuesUpdated", LINK, LinkEvent.ValuesUpdated.LAYOUT)),
    /** Retired: {@link #ACCOUNT_EVENTS} took its place. No server sends it any more. */
    TRANSACTIONS_SETTLED(event(1028, "transactionsSettled", LINK, LinkEvent.TransactionsSettled.LAYOUT)),
    SESSIONS_REVOKED(event(1029, "sessionsRevoked", LINK, LinkEvent.SessionsRevoked.LAYOUT)),
    VERIFY_SESSION(
            command(1030, "verifySession", LINK, IN_MESSAGE, LinkRequest.VerifySession.LAYOUT)
                    .content(LinkReply.VerifiedSession.LAYOUT),
            DATA,
            DATA_FAIL),
    NOTE_USES(question(1039, "noteUses", LinkRequest.NoteUses.LAYOUT), USES_NOTED, DATA_FAIL),
    NOTE_WANTED(question(1043, "noteWanted", LinkRequest.NoteWanted.LAYOUT), WANTED_NOTED, DATA_FAIL),
    GET_WORKER_STATUS(
            command(1031, "getWorkerStatus", LINK, NONE, LinkRequest.GetWorkerStatus.LAYOUT)
                    .content(LinkReply.WorkerStatus.LAYOUT),
            DATA,
            DATA_FAIL),
    HEARTBEAT(command(1032, "heartbeat", LINK, NONE, LinkRequest.Heartbeat.LAYOUT), HEARTBEAT_ANSWER, DATA_FAIL),
    SESSION_KEY(event(1034, "sessionKey", LINK, LinkEvent.SessionKeyGiven.LAYOUT)),
    ACCOUNT_EVENTS(event(1035, "accountEvents", LINK, LinkEvent.AccountEvents.LAYOUT)),
    ACTIONS_APPLIED(event(1041, "actionsApplied", LINK, LinkEvent.ActionsApplied.LAYOUT)),
    WORKERS_CHANGED(event(1036, "workersChanged", LINK, LinkEvent.WorkersChanged.LAYOUT)),
    KEY_UPDATE(event(1038, "keyUpdate", LINK, LinkEvent.KeyUpdate.LAYOUT)),
    LIMITS_CLEARED(event(1042, "limitsCleared", LINK, LinkEvent.LimitsCleared.LAYOUT)),
    PAST_CHANGED(event(1045, "pastChanged", LINK, LinkEvent.PastChanged.LAYOUT)),
    VALUES_FORGOTTEN(event(1046, "valuesForgotten", LINK, LinkEvent.ValuesForgotten.LAYOUT));

    /** The place where an instruction may be used. */
    public enum Use {
        /** A client's connection in the command state. */
        COMMAND_STATE,
        /** A client's connection in the data transfer state. */
        DATA_STATE,
        /** A client's connection in either state. */
        BOTH_STATES,
        /** An instruction between master and worker only. */
        LINK,
        /** A server's return or event to a client. */
        TO_CLIENT;

        /** True where a client in this state may use it. */
        public boolean allows(ConnectionState state) {
            return switch (this) {
                case COMMAND_STATE -> state == ConnectionState.COMMAND;
                case DATA_STATE -> state == ConnectionState.DATA_TRANSFER;
                case BOTH_STATES -> true;
                case LINK, TO_CLIENT -> false;
            };
        }
    }

    /** The session that an instruction needs. */
    public enum Session {
        /** Nothing. */
        NONE,
        /** A session ID among its fields. */
        IN_MESSAGE,
        /** The session that {@code switchState} bound to the connection. */
        BOUND
    }

    /** The rule by which an instruction may be sent again because its answer did not come. */
    public enum Repeat {
        /** Done twice it is the same as done once. */
        ALWAYS,
        /** The very same record of the link: its stamp and correlation name it, so the master does it once. */
        AS_RECORD,
        /** Never sent again: done twice, it would tell its user something wrong. */
        NEVER
    }

    /** The server that answers an instruction. */
    public enum Answerer {
        /** The worker alone, from its memory or its connection's state. */
        WORKER,
        /** The worker where its memory holds the answer, else the master. */
        WORKER_OR_MASTER,
        /** The master. */
        MASTER
    }

    private static final int SLIP = 256;

    /** The rows by message type, then by code: looked up for each message that comes. */
    private static final Map<MessageType, List<Optional<Instruction>>> BY_CODE = byCode();

    private static final Map<Class<?>, Instruction> BY_RECORD = Arrays.stream(values())
            .flatMap(row -> row.layout().stream().map(layout -> Map.entry(layout.type(), row)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    // Nothing here ever changes; the check cannot see into records, functions and unmodifiable lists.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Row row;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Instruction> replies;

    private final int mostBytes;
    private final int argumentCount;

    Instruction(Row row, Instruction... replies) {
        this.row = row;
        this.replies = List.of(replies);
        this.mostBytes = Math.min(
                Header.MAX_DATA_SIZE, row.layout().map(Layout::mostBytes).orElse(Header.MAX_DATA_SIZE) + SLIP);
        this.argumentCount =
                row.isBinary() ? 0 : row.layout().orElseThrow().fields().size();
    }

    /**
     * The most bytes of data that a request with this header can need, so that a server decides before it keeps one of
     * them. A request that no row describes needs none.
     */
    public static int mostBytes(Header header) {
        return of(header).map(Instruction::mostBytes).orElse(0);
    }

    /** The row of a header, where there is one. */
    public static Optional<Instruction> of(Header header) {
        List<Optional<Instruction>> rows = BY_CODE.getOrDefault(header.type(), List.of());
        return header.instruction() < rows.size() ? rows.get(header.instruction()) : Optional.empty();
    }

    private static Map<MessageType, List<Optional<Instruction>>> byCode() {
        Map<MessageType, List<Optional<Instruction>>> all = new EnumMap<>(MessageType.class);
        for (MessageType type : MessageType.values()) {
            all.put(type, byCode(type));
        }
        return all;
    }

    private static List<Optional<Instruction>> byCode(MessageType type) {
        Map<Integer, Instruction> rows = Arrays.stream(values())
                .filter(row -> row.messageType() == type)
                .collect(Collectors.toMap(Instruction::code, Function.identity()));
        int last = rows.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        return IntStream.rangeClosed(0, last)
                .mapToObj(code -> Optional.ofNullable(rows.get(code)))
                .toList();
    }

    /** The row of a message. The content of {@code data} has no row of its own. */
    public static Instruction of(Message message) {
        Instruction row = BY_RECORD.get(message.getClass());
        if (row == null) {
            throw new IllegalArgumentException(message.getClass().getSimpleName() + " travels only as content of data");
        }
        return row;
    }

    /** The number on the wire. */
    public int code() {
        return row.code();
    }

    /** The name in the specification, or of the extension. */
    public String specName() {
        return row.specName();
    }

    /** Its message type. */
    public MessageType messageType() {
        return row.messageType();
    }

    /** The most bytes of its data, and some more, so that a slip is answered for what it is. */
    public int mostBytes() {
        return mostBytes;
    }

    /** The rule by which it may be sent again because its answer did not come. */
    public Repeat repeat() {
        return row.repeat();
    }

    /** The thing to do where its answer did not come, as the end of a sentence. */
    public String ifUnanswered() {
        if (row.isAboutAnOrder()) {
            return repeat() == Repeat.ALWAYS
                    ? "send the same again, with the same id, to learn what became of it"
                    : "look into the history to see whether the order was queued";
        }
        if (this == LOGIN_EXTERNAL) {
            return "log in again";
        }
        return repeat() == Repeat.NEVER ? "log in to see whether it was done" : "try again later";
    }

    /** True where it places or cancels an order, and so waits for nothing else on its way to the master. */
    public boolean isAboutAnOrder() {
        return row.isAboutAnOrder();
    }

    /** The server that answers it. */
    public Answerer answerer() {
        return row.answerer();
    }

    /** Its cost to the master, in units of the cheapest request. */
    public int cost() {
        return row.cost();
    }

    /** The most bytes of its answer, all packets and their headers together. */
    public int mostAnswerBytes() {
        return row.mostAnswerBytes();
    }

    /** The place where it may be used. */
    public Use use() {
        return row.use();
    }

    /** The session that it needs. */
    public Session session() {
        return row.session();
    }

    /** True where its data is binary values rather than arguments. */
    public boolean isBinary() {
        return row.isBinary();
    }

    /** The argumentCount of its header. */
    public int argumentCount() {
        return argumentCount;
    }

    /** Its fields; only {@link #DATA} has none of its own. */
    public Optional<Layout<?>> layout() {
        return row.layout();
    }

    /** The structure that {@code data} carries in answer to it. */
    public Optional<Layout<?>> content() {
        return row.content();
    }

    /** Every return that may answer it: success, then failure. */
    public List<Instruction> replies() {
        return replies;
    }

    /**
     * True where a message with this header answers it: one of its replies, or the {@code dataFail} that answers
     * anything.
     */
    public boolean isAnsweredBy(Header header) {
        return header.type() == MessageType.SERVER_RETURN
                && (header.instruction() == DATA_FAIL.code() || hasReply(header.instruction()));
    }

    private boolean hasReply(int code) {
        for (Instruction reply : replies) {
            if (reply.code() == code) {
                return true;
            }
        }
        return false;
    }

    /** True where a client may send it: words of servers, to clients or to each other, are unknown from a client. */
    public boolean isForClients() {
        return switch (use()) {
            case COMMAND_STATE, DATA_STATE, BOTH_STATES -> true;
            case LINK, TO_CLIENT -> false;
        };
    }

    /** True where it is a fail return. */
    public boolean isFailure() {
        return row.failure().isPresent();
    }

    /** The fail return that belongs to this instruction. */
    public Failure failure(FailCode code, String reason) {
        return Stream.concat(replies.stream(), Stream.of(DATA_FAIL))
                .flatMap(reply -> reply.row.failure().stream())
                .findFirst()
                .orElseThrow()
                .apply(code, reason);
    }
}
