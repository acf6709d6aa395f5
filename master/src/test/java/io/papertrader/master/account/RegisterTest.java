package io.papertrader.master.account;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.vocabulary.Money;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RegisterTest {
    private static final String STORED_HASH = "SELECT pass_hash FROM account WHERE user_name = ?";

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Test
    void makesAccountWithItsFirstCash() {
        UserName name = desk.newName();

        Reply reply = desk.ask(Desk.registration(name));

        assertThat(reply).isEqualTo(new RegisterSuccess(name));
        Trader trader = new Trader(desk, name, desk.logIn(name).id());
        UserInfo.Owned owned = trader.info().owned().orElseThrow();
        assertThat(owned.cash()).isEqualTo(Money.of("100000"));
        assertThat(owned.reserved()).isEqualTo(Money.ZERO);
        assertThat(owned.equity()).isEqualTo(Money.of("100000"));
        assertThat(trader.history()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "has space",
                "ümlaut",
                "u\u0308mlaut",
                "\uFF41nn",
                "\u0430nn",
                "a/b",
                "a@b",
                "longer-than-24-characters",
                ".",
                ".."
            })
    void refusesBadNameBeforeItCostsAnything(String name) {
        // Arguments are separated by spaces, so the one with a space is four arguments to the decoder.
        Buffer data =
                Buffer.buffer(name + " x@example.org " + Desk.pass("secret").value());
        Frame frame =
                new Frame(Header.single(MessageType.COMMAND, Instruction.REGISTER.code(), data.length(), 3), data);

        assertThatThrownBy(() -> MessageCodec.decodeRequest(frame))
                .isInstanceOfSatisfying(
                        WireFault.class, fault -> assertThat(fault.code()).isEqualTo(FailCode.BAD_ARGUMENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@b", "@example.org", "a@@example.org", "a@example.org,b@example.org"})
    void refusesBadEmail(String email) {
        assertThatThrownBy(() -> new Register(desk.newName(), new Email(email), Desk.pass("secret")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNameThatIsTaken() {
        UserName name = desk.newName();
        desk.ask(Desk.registration(name));

        Reply reply = desk.ask(new Register(name, new Email("other-" + name + "@example.org"), Desk.pass("other")));

        assertFailure(reply, RegisterFail.class, FailCode.USERNAME_TAKEN);
        assertThat(desk.logIn(name)).isNotNull();
    }

    @Test
    void refusesNameThatIsTakenInOtherCase() {
        UserName name = desk.newName();
        desk.ask(Desk.registration(name));
        UserName shouted = new UserName(name.value().toUpperCase(Locale.ROOT));

        Reply reply = desk.ask(new Register(shouted, new Email("shout-" + name + "@example.org"), Desk.pass("other")));

        assertFailure(reply, RegisterFail.class, FailCode.USERNAME_TAKEN);
    }

    @Test
    void refusesEmailThatIsTakenInOtherCase() {
        UserName name = desk.newName();
        desk.ask(Desk.registration(name));
        Email shouted = new Email(name.value().toUpperCase(Locale.ROOT) + "@EXAMPLE.org");

        Reply reply = desk.ask(new Register(desk.newName(), shouted, Desk.pass("other")));

        assertFailure(reply, RegisterFail.class, FailCode.EMAIL_TAKEN);
    }

    @Test
    void takesEmailInOneFormOfUnicode() {
        String name = desk.newName().value();
        UserName first = desk.newName();
        desk.ask(new Register(first, new Email(name + "e\u0301@bu\u0308cher.example"), Desk.pass("secret")));

        Email composed = new Email(name + "é@xn--bcher-kva.example");
        Reply reply = desk.ask(new Register(desk.newName(), composed, Desk.pass("other")));

        assertFailure(reply, RegisterFail.class, FailCode.EMAIL_TAKEN);
        assertThat(new Trader(desk, first, desk.logIn(first).id())
                        .info()
                        .owned()
                        .orElseThrow()
                        .email())
                .contains(new Email(name + "é@bücher.example"));
    }

    /** The database of these tests is Turkish, where the small letter of I has no dot. */
    @Test
    void findsNameByJavasRuleWhateverTheDatabasesLocale() {
        UserName shouted = new UserName("INGRID-" + desk.newName().value().toUpperCase(Locale.ROOT));
        desk.ask(Desk.registration(shouted));
        UserName small = new UserName(shouted.value().toLowerCase(Locale.ROOT));

        assertThat(desk.ask(Desk.login(shouted))).isInstanceOf(SessionStarted.class);
        assertThat(desk.ask(Desk.login(small))).isInstanceOf(SessionStarted.class);
        assertFailure(
                desk.ask(new Register(small, new Email("i-" + small + "@example.org"), Desk.pass("other"))),
                RegisterFail.class,
                FailCode.USERNAME_TAKEN);
    }

    @Test
    void namesTheUserNameFirstWhereBothAreTaken() {
        UserName name = desk.newName();
        desk.ask(Desk.registration(name));

        assertFailure(desk.ask(Desk.registration(name)), RegisterFail.class, FailCode.USERNAME_TAKEN);
    }

    @Test
    void givesNameToOneOfThoseWhoAskAtOnce() throws SQLException {
        UserName name = desk.newName();
        List<Uni<Reply>> all = Stream.of("a", "b", "c")
                .map(word -> new Register(name, new Email(word + name + "@example.org"), Desk.pass(word)))
                .map(register -> desk.begin(register, desk.record(register, desk.now())))
                .toList();

        List<Reply> replies = Uni.join().all(all).andFailFast().await().indefinitely();

        assertThat(replies).filteredOn(RegisterSuccess.class::isInstance).hasSize(1);
        assertThat(replies)
                .filteredOn(RegisterFail.class::isInstance)
                .hasSize(2)
                .allSatisfy(reply -> assertFailure(reply, RegisterFail.class, FailCode.USERNAME_TAKEN));
        assertThat(database.column(
                        "SELECT cash FROM portfolio JOIN account USING (account_id) WHERE user_name = ?", name.value()))
                .hasSize(1);
    }

    @Test
    void storesSaltedArgon2idAndNeverWhatTheClientSent() throws SQLException {
        UserName one = desk.newName();
        UserName other = desk.newName();

        desk.ask(Desk.registration(one));
        desk.ask(Desk.registration(other));

        String stored = database.one(STORED_HASH, one.value());
        assertThat(stored)
                .matches("\\$argon2id\\$v=19\\$m=2048,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
                .doesNotContain(Desk.pass("secret").value());
        assertThat(database.one(STORED_HASH, other.value())).isNotEqualTo(stored);
    }

    @Test
    void refusesWhereTheHashesOfOthersFillTheQueue() {
        List<Uni<Reply>> all = Stream.generate(() -> Desk.registration(desk.newName()))
                .limit(30)
                .map(register -> desk.begin(register, desk.record(register, desk.now())))
                .toList();

        List<Reply> replies = Uni.join().all(all).andFailFast().await().indefinitely();

        assertThat(replies).filteredOn(RegisterSuccess.class::isInstance).isNotEmpty();
        assertThat(replies)
                .filteredOn(RegisterFail.class::isInstance)
                .isNotEmpty()
                .allSatisfy(reply -> {
                    assertFailure(reply, RegisterFail.class, FailCode.UNAVAILABLE);
                    assertThat(((RegisterFail) reply).reason())
                            .matches("Too many people register at once; try again in \\d+ seconds?\\.");
                });
    }
}
