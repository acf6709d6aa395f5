package io.papertrader.client.connection;

import io.papertrader.codec.message.CareReply.AccountDeleted;
import io.papertrader.codec.message.CareReply.AccountRecordPage;
import io.papertrader.codec.message.CareReply.DeviceRemembered;
import io.papertrader.codec.message.CareReply.LoginAddresses;
import io.papertrader.codec.message.CareReply.ProfileSet;
import io.papertrader.codec.message.CareReply.SessionLine;
import io.papertrader.codec.message.CareReply.SessionPage;
import io.papertrader.codec.message.CareReply.SessionsEnded;
import io.papertrader.codec.message.CareRequest.DeleteAccount;
import io.papertrader.codec.message.CareRequest.EndSession;
import io.papertrader.codec.message.CareRequest.GetAccountRecord;
import io.papertrader.codec.message.CareRequest.GetLoginAddresses;
import io.papertrader.codec.message.CareRequest.ListSessions;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.CareRequest.SetProfile;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.UserName;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Care for the own account and its sessions: extensions. BAD_SESSION where the session is over. */
public final class AccountCare {
    private final PaperTraderClient client;

    AccountCare(PaperTraderClient client) {
        this.client = client;
    }

    /** The account's sessions, all of them. */
    public Future<List<SessionLine>> sessions() {
        return new Pages<>(after -> client.askWithSession(id -> new ListSessions(id, after), SessionPage.class))
                .items(SessionPage::sessions);
    }

    /** Ends one session, as listed: BAD_ARGUMENT where there is none of this name. */
    public Future<SessionsEnded> endSession(SessionName session) {
        return client.askWithSession(id -> new EndSession(id, session), SessionsEnded.class);
    }

    /** Ends every session of the account but this one. */
    public Future<SessionsEnded> endOtherSessions() {
        return endSession(SessionName.ALL_OTHERS);
    }

    /** Shows the account to others, or hides it from them. */
    public Future<ProfileSet> setProfile(boolean isPublic) {
        return client.askWithSession(id -> new SetProfile(id, isPublic), ProfileSet.class);
    }

    /**
     * Deletes the account, for good: BAD_CREDENTIALS, RATE_LIMITED, TOO_MANY_OPEN_ORDERS where one order is open.
     *
     * @param hashedPass absent where the account has no password, and was logged into some minutes ago at most
     */
    public Future<AccountDeleted> deleteAccount(Optional<HashedPass> hashedPass) {
        return client.askWithSession(id -> new DeleteAccount(id, hashedPass), AccountDeleted.class);
    }

    /**
     * Has the account know the device that this program runs on, by a secret for {@link
     * PaperTraderClient#login(UserName, HashedPass, boolean, DeviceToken)}: a program keeps it as it keeps the session,
     * but beyond its end. It lets nobody in. UNKNOWN_INSTRUCTION where the worker's version knows none.
     *
     * @param former the one that is kept already, which is given back where it is good; absent where there is none
     */
    public Future<DeviceToken> rememberDevice(Optional<DeviceToken> former) {
        return client.askWithSession(id -> new RememberDevice(id, former), DeviceRemembered.class)
                .map(DeviceRemembered::device);
    }

    /** The addresses that the account was logged into from lately. */
    public Future<LoginAddresses> loginAddresses() {
        return client.askWithSession(GetLoginAddresses::new, LoginAddresses.class);
    }

    /** The servers' record of the account, newest first, in pages. */
    public Pages<AccountRecordPage> recordPages() {
        return new Pages<>(
                after -> client.askWithSession(id -> new GetAccountRecord(id, after), AccountRecordPage.class));
    }
}
