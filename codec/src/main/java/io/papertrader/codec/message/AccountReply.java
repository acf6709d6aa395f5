package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers of {@link AccountRequest}. */
public sealed interface AccountReply extends Reply {
    /** The account is there (4.6.19). */
    record RegisterSuccess(UserName username) implements AccountReply {
        static final Layout<RegisterSuccess> LAYOUT = Layout.of(
                RegisterSuccess.class,
                field("username", UserName.TYPE, RegisterSuccess::username),
                RegisterSuccess::new);
    }

    /** A user (4.6.14). */
    record UserInfo(UserName username, Instant memberSince, Optional<Owned> owned) implements AccountReply {
        /** Binary. */
        public static final Layout<UserInfo> LAYOUT = Layout.of(
                UserInfo.class,
                field("username", UserName.TYPE, UserInfo::username),
                field("memberSince", FieldType.TIME, UserInfo::memberSince),
                field("private", Owned.LAYOUT.optional(), UserInfo::owned),
                UserInfo::new);

        /**
         * The private part, only where the session is the user's own.
         *
         * @param email the address to which its mail goes
         * @param cash all of its cash, spendable and reserved
         * @param reserved part of the cash that queued purchases hold back
         * @param isPassword true where the account has a password
         * @param equity cash and holdings at their latest values
         * @param externalProviders third parties that the account can log in with
         */
        public record Owned(
                Optional<Email> email,
                boolean isPassword,
                Money cash,
                Money reserved,
                Money equity,
                List<String> externalProviders) {
            /** The most third parties of an account. */
            public static final int MOST_PROVIDERS = 16;

            /** The most bytes of a third party's name in UTF-8. */
            public static final int PROVIDER_BYTES = 64;

            static final Layout<Owned> LAYOUT = Layout.of(
                    Owned.class,
                    field("email", Email.OPTIONAL, Owned::email),
                    field("isPassword", FieldType.BOOL, Owned::isPassword),
                    field("cash", SharedTypes.MONEY, Owned::cash),
                    field("reserved", SharedTypes.MONEY, Owned::reserved),
                    field("equity", SharedTypes.MONEY, Owned::equity),
                    field(
                            "externalProviders",
                            FieldType.STR.atMost(PROVIDER_BYTES).list(MOST_PROVIDERS),
                            Owned::externalProviders),
                    Owned::new);

            public Owned {
                externalProviders = List.copyOf(externalProviders);
            }
        }
    }
}
