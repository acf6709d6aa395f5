package io.papertrader.master.account;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.Money;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserInfoTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Database database;

    private Instant before;
    private Trader alice;
    private Trader bob;

    @BeforeEach
    void logIn() {
        updates.next();
        before = desk.now();
        alice = desk.newTrader();
        bob = desk.newTrader();
    }

    @Test
    void tellsUserOfTheirOwnAccount() {
        alice.place(alice.purchase("AAPL", "2"));

        UserInfo info = alice.info();

        assertThat(info.username()).isEqualTo(alice.userName());
        assertThat(info.memberSince()).isBetween(before, desk.now());
        UserInfo.Owned owned = info.owned().orElseThrow();
        assertThat(owned.email()).contains(Desk.registration(alice.userName()).email());
        assertThat(owned.isPassword()).isTrue();
        assertThat(owned.cash()).isEqualTo(Money.of("100000"));
        assertThat(owned.reserved()).isEqualTo(alice.funds().reserved()).isGreaterThan(Money.ZERO);
        assertThat(owned.equity()).isEqualTo(Money.of("100000"));
        assertThat(owned.externalProviders()).isEmpty();
    }

    @Test
    void tellsNoAddressWhereThereIsNone() throws SQLException {
        database.run(
                "UPDATE account SET email = NULL, email_key = NULL WHERE user_name = ?",
                alice.userName().value());

        assertThat(alice.info().owned().orElseThrow().email()).isEmpty();
    }

    @Test
    void tellsOthersThePublicPartAlone() {
        UserInfo own = alice.info();

        UserInfo seen = (UserInfo) desk.ask(new GetUserInfo(bob.session(), alice.userName()));

        assertThat(seen.owned()).isEmpty();
        assertThat(seen.username()).isEqualTo(alice.userName());
        assertThat(seen.memberSince()).isEqualTo(own.memberSince());
    }

    @Test
    void knowsOwnAccountByNameInAnyCase() {
        UserName shouted = new UserName(alice.userName().value().toUpperCase(Locale.ROOT));

        assertThat(desk.ask(new GetUserInfo(alice.session(), shouted))).isEqualTo(alice.info());
    }

    @Test
    void refusesUnknownUser() {
        assertFailure(
                desk.ask(new GetUserInfo(alice.session(), desk.newName())), DataFail.class, FailCode.UNKNOWN_USER);
    }

    @Test
    void saysWhereAnAccountHasNoPassword() throws SQLException {
        database.run(
                "UPDATE account SET pass_hash = NULL WHERE user_name = ?",
                alice.userName().value());

        assertThat(alice.info().owned().orElseThrow().isPassword()).isFalse();
    }
}
