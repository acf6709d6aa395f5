package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.session.Session;
import io.papertrader.worker.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The accounts of one connection, few and many. */
class SpokenAccountsTest {
    private final SpokenAccounts accounts = new SpokenAccounts();

    private static SessionId id(int number) {
        return new SessionId("%043d".formatted(number));
    }

    private static Session session(int number) {
        return Sessions.of(new UserName("User" + number));
    }

    private List<SpokenAccount> filled(int number) {
        return new ArrayList<>(IntStream.range(0, number)
                .mapToObj(each -> {
                    SpokenAccount account = new SpokenAccount(id(each), session(each));
                    accounts.add(account);
                    return account;
                })
                .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SpokenAccounts.FEW, SpokenAccounts.FEW + 1, 1_000})
    void findsEachByItsSessionAndByItsUser(int number) {
        List<SpokenAccount> all = filled(number);

        for (int each = 0; each < number; each++) {
            assertThat(accounts.find(id(each))).isSameAs(all.get(each));
            assertThat(accounts.of(new UserName("USER" + each))).containsSame(all.get(each));
        }
        assertThat(accounts.find(id(number))).isNull();
        assertThat(accounts.of(new UserName("User" + number))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SpokenAccounts.FEW, SpokenAccounts.FEW + 1})
    void findsAnAccountByItsLastSessionAlone(int number) {
        SpokenAccount last = filled(number).getLast();

        accounts.speakBy(last, id(number), session(number - 1));

        assertThat(accounts.find(id(number))).isSameAs(last);
        assertThat(accounts.find(id(number - 1))).isNull();
        assertThat(accounts.of(last.user())).containsSame(last);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SpokenAccounts.FEW, SpokenAccounts.FEW + 1})
    void findsNoSessionThatIsOverButItsAccount(int number) {
        SpokenAccount last = filled(number).getLast();

        last.end();

        assertThat(accounts.find(id(number - 1))).isNull();
        assertThat(accounts.of(last.user())).containsSame(last);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SpokenAccounts.FEW, SpokenAccounts.FEW + 1})
    void forgetsAnAccount(int number) {
        SpokenAccount last = filled(number).getLast();

        accounts.remove(last);

        assertThat(accounts.find(id(number - 1))).isNull();
        assertThat(accounts.of(last.user())).isEmpty();
        assertThat(accounts.all()).hasSize(number - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SpokenAccounts.FEW + 1})
    void forgetsAll(int number) {
        filled(number);

        accounts.clear();

        assertThat(accounts.all()).isEmpty();
        assertThat(accounts.find(id(0))).isNull();
        assertThat(accounts.of(new UserName("User0"))).isEmpty();
    }
}
