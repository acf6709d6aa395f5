package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.util.Optional;

/** Requests about the own account and its sessions: extensions. */
public sealed interface CareRequest extends Request, Request.WithSession {
    /**
     * The account's sessions, a page at a time: when and where each began, and when it was used last.
     *
     * @param after the place where the page begins
     */
    record ListSessions(SessionId sessionId, Cursor after) implements CareRequest, OfPage {
        static final Layout<ListSessions> LAYOUT = Layout.of(
                ListSessions.class,
                field("sessionID", SessionId.TYPE, ListSessions::sessionId),
                field("after", Cursor.TYPE, ListSessions::after),
                ListSessions::new);
    }

    /**
     * Ends sessions of the account. With one of them the account forgets the device that it is on, with all others all
     * devices.
     *
     * @param session the name of the session, as listed; empty for all but the one that asks
     */
    record EndSession(SessionId sessionId, SessionName session) implements CareRequest {
        static final Layout<EndSession> LAYOUT = Layout.of(
                EndSession.class,
                field("sessionID", SessionId.TYPE, EndSession::sessionId),
                field("session", SessionName.TYPE, EndSession::session),
                EndSession::new);
    }

    /**
     * Shows the account to others, or hides it from them.
     *
     * @param isPublic true where others may ask for its profile, portfolio and history
     */
    record SetProfile(SessionId sessionId, boolean isPublic) implements CareRequest {
        static final Layout<SetProfile> LAYOUT = Layout.of(
                SetProfile.class,
                field("sessionID", SessionId.TYPE, SetProfile::sessionId),
                field("isPublic", FieldType.BOOL, SetProfile::isPublic),
                SetProfile::new);
    }

    /**
     * Deletes the account: its sessions end, its name and email are free for others, and what it traded stays under no
     * name.
     *
     * @param hashedPass the password, once more; empty where the account has none, whose session has to be some minutes
     *     old at most
     */
    record DeleteAccount(SessionId sessionId, Optional<HashedPass> hashedPass) implements CareRequest {
        static final Layout<DeleteAccount> LAYOUT = Layout.of(
                DeleteAccount.class,
                field("sessionID", SessionId.TYPE, DeleteAccount::sessionId),
                field("hashedPass", HashedPass.OR_NONE, DeleteAccount::hashedPass),
                DeleteAccount::new);
    }

    /**
     * The entries of the audit trail about the account, newest first, a page at a time.
     *
     * @param after the place where the page begins
     */
    record GetAccountRecord(SessionId sessionId, Cursor after) implements CareRequest, OfPage {
        static final Layout<GetAccountRecord> LAYOUT = Layout.of(
                GetAccountRecord.class,
                field("sessionID", SessionId.TYPE, GetAccountRecord::sessionId),
                field("after", Cursor.TYPE, GetAccountRecord::after),
                GetAccountRecord::new);
    }

    /**
     * Lets the account know the device that asks, by a secret that the device keeps. A session remembers one device,
     * and another in its place. The account knows the 20 that were logged in on last, each for 90 days behind the last
     * login on it. One of them ends with any session on it that is ended by its name; all of them end with the
     * password, where all sessions or all others are ended, and with the account: so a program asks again behind each
     * login, and behind each of the others that it did itself.
     *
     * @param former the secret that it keeps already, which stays good where the account knows it; empty if none
     */
    record RememberDevice(SessionId sessionId, Optional<DeviceToken> former) implements CareRequest {
        static final Layout<RememberDevice> LAYOUT = Layout.of(
                RememberDevice.class,
                field("sessionID", SessionId.TYPE, RememberDevice::sessionId),
                field("former", DeviceToken.OR_EMPTY, RememberDevice::former),
                RememberDevice::new);
    }

    /** The addresses that the account was logged into from lately, and is therefore known at. */
    record GetLoginAddresses(SessionId sessionId) implements CareRequest {
        static final Layout<GetLoginAddresses> LAYOUT = Layout.of(
                GetLoginAddresses.class,
                field("sessionID", SessionId.TYPE, GetLoginAddresses::sessionId),
                GetLoginAddresses::new);
    }
}
