package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent.LimitsCleared;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Ten thousand requests of one address: few reach the master, and others are served meanwhile. */
@QuarkusTest
class FloodTest extends LinkedWorker {
    private static final int CONNECTIONS = 100;
    private static final int TRIES_EACH = 100;

    /** A bucket fills again while the test runs. */
    private static final int MARGIN = 100;

    private static final HashedPass WRONG = new HashedPass("A".repeat(43));
    private static final HashedPass RIGHT = new HashedPass("B".repeat(43));

    private void knowTheRightPassword(User owner) {
        master.answer(
                Login.class,
                login -> login.hashedPass().equals(RIGHT)
                        ? started(owner)
                        : new LoginFail(FailCode.BAD_CREDENTIALS, "Wrong."));
    }

    @Test
    void fewGuessesReachTheMasterWhileTheOwnerLogsInFromElsewhere() throws Exception {
        User owner = newUser();
        knowTheRightPassword(owner);

        Set<FailCode> told = flood("127.0.77.1", number -> new Login(owner.name(), WRONG, false));

        assertThat(told).contains(FailCode.RATE_LIMITED);
        assertThat(connectFrom("127.0.77.2").ask(new Login(owner.name(), RIGHT, false)))
                .isInstanceOf(SessionStarted.class);
        assertThat(master.waiting(Login.class)).isBetween(31, 31 + MARGIN);
    }

    @Test
    void fewRegistrationsReachTheMasterWhileOthersRegister() throws Exception {
        master.answer(Register.class, request -> new RegisterFail(FailCode.USERNAME_TAKEN, "Taken."));

        Set<FailCode> told = flood("127.0.78.1", FloodTest::registration);

        assertThat(told).isSubsetOf(FailCode.USERNAME_TAKEN, FailCode.RATE_LIMITED);
        Await.until(
                () -> ((RegisterFail) connectFrom("127.0.78.1").ask(registration(2))).code() == FailCode.RATE_LIMITED);
        assertThat(connectFrom("127.0.78.2").ask(registration(1)))
                .isEqualTo(new RegisterFail(FailCode.USERNAME_TAKEN, "Taken."));
        assertThat(master.waiting(Register.class)).isLessThanOrEqualTo(401 + MARGIN);
    }

    @Test
    void readsOnWhereSomebodyWasRefusedAndLetsHerInWhereTheOperatorForgets() throws Exception {
        User owner = newUser();
        knowTheRightPassword(owner);
        for (int tried = 0; tried < 30; tried++) {
            connectFrom("127.0.79.1").ask(new Login(owner.name(), WRONG, false));
        }
        ClientStandIn hasty = connectFrom("127.0.79.1");

        hasty.send(new Login(owner.name(), RIGHT, false), new GetWorkers());

        assertThat(hasty.reply(Instruction.LOGIN))
                .isInstanceOfSatisfying(
                        LoginFail.class,
                        refused -> assertThat(refused.reason())
                                .matches("Too many tries from your address; try again in \\d+ seconds?\\."));
        assertThat(hasty.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
        master.push(new LimitsCleared(owner.name().key()));
        untilPushesAreHeard();
        assertThat(hasty.ask(new Login(owner.name(), RIGHT, false))).isInstanceOf(SessionStarted.class);
    }

    /** So many requests; the answers to the first of each connection. */
    private Set<FailCode> flood(String from, IntFunction<Request> request) throws Exception {
        List<ClientStandIn> attackers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Request[] some = new Request[TRIES_EACH];
            for (int each = 0; each < TRIES_EACH; each++) {
                some[each] = request.apply(i * TRIES_EACH + each);
            }
            attackers.add(connectFrom(from).send(some));
        }
        Set<FailCode> told = EnumSet.noneOf(FailCode.class);
        for (ClientStandIn attacker : attackers) {
            told.add(((Failure) attacker.reply(Instruction.of(request.apply(0)))).code());
        }
        return told;
    }

    private ClientStandIn connectFrom(String address) throws Exception {
        return connected(ClientStandIn.connect(ports.clients(), address));
    }

    private static Request registration(int number) {
        return new Register(new UserName("user-" + number), new Email("user-" + number + "@example.org"), WRONG);
    }

    private static SessionStarted started(User user) {
        return new SessionStarted(
                user.session(), Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS), List.of());
    }
}
