package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers of {@link CareRequest}: extensions. */
public sealed interface CareReply extends Reply {
    /** Some of an account's sessions. */
    record SessionPage(List<SessionLine> sessions, Optional<Cursor> next) implements CareReply, Page {
        /** The most sessions of an answer. */
        public static final int PAGE = 100;

        static final Layout<SessionPage> LAYOUT = Layout.of(
                SessionPage.class,
                field("sessions", SessionLine.LAYOUT.list(PAGE), SessionPage::sessions),
                field("next", Cursor.TYPE.optional(), SessionPage::next),
                SessionPage::new);

        public SessionPage {
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * One session.
     *
     * @param begunAt the moment of its login
     * @param usedAt the moment of its last use, give or take a minute or two
     * @param expiry the moment at which it ends, unless it is ended before
     * @param address the address that it was logged in from; empty where that is not known
     * @param worker the worker that it was logged in at; empty where that is not known
     * @param isThis true for the session that asks
     */
    record SessionLine(
            SessionName name,
            Instant begunAt,
            Instant usedAt,
            Instant expiry,
            String address,
            String worker,
            boolean isThis) {
        public static final Layout<SessionLine> LAYOUT = Layout.of(
                SessionLine.class,
                field("name", SessionName.TYPE, SessionLine::name),
                field("begunAt", FieldType.TIME, SessionLine::begunAt),
                field("usedAt", FieldType.TIME, SessionLine::usedAt),
                field("expiry", FieldType.TIME, SessionLine::expiry),
                field("address", FieldType.STR.atMost(RecordLine.ADDRESS_BYTES), SessionLine::address),
                field("worker", FieldType.STR.atMost(RecordLine.WORKER_BYTES), SessionLine::worker),
                field("isThis", FieldType.BOOL, SessionLine::isThis),
                SessionLine::new);
    }

    /** The number of sessions that are over now. */
    record SessionsEnded(long count) implements CareReply {
        static final Layout<SessionsEnded> LAYOUT =
                Layout.of(SessionsEnded.class, field("count", FieldType.U32, SessionsEnded::count), SessionsEnded::new);
    }

    /** The account is shown, or hidden, from here on. */
    record ProfileSet(boolean isPublic) implements CareReply {
        static final Layout<ProfileSet> LAYOUT =
                Layout.of(ProfileSet.class, field("isPublic", FieldType.BOOL, ProfileSet::isPublic), ProfileSet::new);
    }

    /** The account knows the device from here on, by this secret. */
    record DeviceRemembered(DeviceToken device) implements CareReply {
        static final Layout<DeviceRemembered> LAYOUT = Layout.of(
                DeviceRemembered.class,
                field("device", DeviceToken.TYPE, DeviceRemembered::device),
                DeviceRemembered::new);
    }

    /** The account is no more. */
    record AccountDeleted() implements CareReply {
        static final Layout<AccountDeleted> LAYOUT = Layout.of(AccountDeleted.class, AccountDeleted::new);
    }

    /**
     * Some of what is written down about the account.
     *
     * @param isPublic true where the account is shown to others
     */
    record AccountRecordPage(boolean isPublic, List<RecordLine> lines, Optional<Cursor> next)
            implements CareReply, Page {
        /** The most entries of an answer. */
        public static final int PAGE = 32;

        static final Layout<AccountRecordPage> LAYOUT = Layout.of(
                AccountRecordPage.class,
                field("isPublic", FieldType.BOOL, AccountRecordPage::isPublic),
                field("lines", RecordLine.LAYOUT.list(PAGE), AccountRecordPage::lines),
                field("next", Cursor.TYPE.optional(), AccountRecordPage::next),
                AccountRecordPage::new);

        public AccountRecordPage {
            lines = List.copyOf(lines);
        }
    }

    /** The addresses that an account is known at, the latest first. */
    record LoginAddresses(List<LoginAddress> addresses) implements CareReply {
        /** The most that are kept of an account. */
        public static final int MOST = 20;

        static final Layout<LoginAddresses> LAYOUT = Layout.of(
                LoginAddresses.class,
                field("addresses", LoginAddress.LAYOUT.list(MOST), LoginAddresses::addresses),
                LoginAddresses::new);

        public LoginAddresses {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * One address.
     *
     * @param address an IPv4 address, or the /64 of an IPv6 address
     * @param lastLogin the moment of the last login from there, give or take a day
     */
    record LoginAddress(String address, Instant lastLogin) {
        public static final Layout<LoginAddress> LAYOUT = Layout.of(
                LoginAddress.class,
                field("address", FieldType.STR.atMost(RecordLine.ADDRESS_BYTES), LoginAddress::address),
                field("lastLogin", FieldType.TIME, LoginAddress::lastLogin),
                LoginAddress::new);
    }

    /**
     * One entry.
     *
     * @param act a word in capitals, as LOGGED_IN
     * @param by ACCOUNT (the account itself), OPERATOR, MASTER, or NOBODY for somebody who was not logged in
     * @param address the address that it came from; empty where that is not known
     * @param worker through which worker; empty where through none
     * @param times the number of times that it happened; failures are summed up
     * @param detail anything else that is known, for people
     */
    record RecordLine(Instant time, String act, String by, String address, String worker, long times, String detail) {
        /** The longest address, with its network's length. */
        static final int ADDRESS_BYTES = 49;

        /** A worker's name. */
        static final int WORKER_BYTES = 63;

        private static final int WORD_BYTES = 40;
        private static final int DETAIL_BYTES = 800;

        public static final Layout<RecordLine> LAYOUT = Layout.of(
                RecordLine.class,
                field("time", FieldType.TIME, RecordLine::time),
                field("act", FieldType.STR.atMost(WORD_BYTES), RecordLine::act),
                field("by", FieldType.STR.atMost(WORD_BYTES), RecordLine::by),
                field("address", FieldType.STR.atMost(ADDRESS_BYTES), RecordLine::address),
                field("worker", FieldType.STR.atMost(WORKER_BYTES), RecordLine::worker),
                field("times", FieldType.U32, RecordLine::times),
                field("detail", FieldType.STR.atMost(DETAIL_BYTES), RecordLine::detail),
                RecordLine::new);
    }
}
