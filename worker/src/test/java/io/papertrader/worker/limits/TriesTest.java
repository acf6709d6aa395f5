package io.papertrader.worker.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure.AccountChangeFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordReply.PasswordChanged;
import io.papertrader.codec.message.PasswordRequest.RequestReset;
import io.papertrader.codec.message.PasswordRequest.ResetPassword;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With the limits that a worker has where nothing else is set. */
class TriesTest {
    private static final HashedPass PASS = new HashedPass("A".repeat(43));
    private static final ClientAddress HERE = address("203.0.113.7");
    private static final ClientAddress ELSEWHERE = address("198.51.100.1");
    private static final UserName ANN = new UserName("ann");
    private static final Reply WRONG = new LoginFail(FailCode.BAD_CREDENTIALS, "Wrong.");
    private static final Reply LIMITED = new LoginFail(FailCode.RATE_LIMITED, "Too often.");
    private static final Reply AWAY = new LoginFail(FailCode.UNAVAILABLE, "Away.");
    private static final Reply RIGHT =
            new SessionStarted(new SessionId("S".repeat(43)), Instant.EPOCH.plusSeconds(1), List.of());

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Tries tries = new Tries(
            new SmallRyeConfigBuilder().withMapping(LimitsConfig.class).build().getConfigMapping(LimitsConfig.class),
            now::get,
            new SimpleMeterRegistry());

    @Test
    void asksTheMasterAboutFewOfTenThousandGuessesAtAnAccount() {
        assertThat(asked(10_000, number -> login(ANN), HERE, WRONG)).isEqualTo(30);
        assertThat(tries.take(login(ANN), HERE))
                .isEqualTo(new Try.Refused("Too many tries from your address; try again in 30 seconds."));

        assertThat(asked(1, number -> login(ANN), ELSEWHERE, RIGHT)).isEqualTo(1);
        pass(Duration.ofSeconds(30));
        assertThat(asked(10, number -> login(ANN), HERE, WRONG)).isEqualTo(1);
    }

    @Test
    void letsInWhoWasRightHereWhileOthersOfTheAddressGuess() {
        asked(1, number -> login(ANN), HERE, RIGHT);

        assertThat(asked(10_000, TriesTest::anybody, HERE, WRONG)).isEqualTo(300);

        assertThat(asked(1, number -> login(ANN), HERE, RIGHT)).isEqualTo(1);
        assertThat(asked(1, number -> login(new UserName("new")), HERE, RIGHT)).isZero();
    }

    @Test
    void letsInADeviceThatWasRightWhileItsAddressGuessesAtTheAccount() {
        LoginFromDevice onDevice = new LoginFromDevice(ANN, PASS, false, new DeviceToken("D".repeat(43)));
        asked(1, number -> onDevice, ELSEWHERE, RIGHT);

        asked(10_000, number -> login(ANN), HERE, WRONG);
        asked(10_000, TriesTest::anybody, HERE, WRONG);

        assertThat(asked(1, number -> login(ANN), HERE, RIGHT)).isZero();
        assertThat(asked(1, number -> onDevice, HERE, RIGHT)).isEqualTo(1);
    }

    @Test
    void asksTheMasterAboutFewMadeUpDevices() {
        assertThat(asked(
                        10_000,
                        number -> new LoginFromDevice(ANN, PASS, false, DeviceToken.make(RandomGenerator.getDefault())),
                        HERE,
                        WRONG))
                .isEqualTo(300);
    }

    @Test
    void countsNeitherWhatWasRightNorWhatNobodyLookedAt() {
        assertThat(asked(1_000, number -> login(ANN), HERE, RIGHT)).isEqualTo(1_000);
        assertThat(asked(1_000, number -> login(ANN), HERE, AWAY)).isEqualTo(1_000);
        assertThat(asked(10_000, TriesTest::registration, HERE, new RegisterFail(FailCode.UNAVAILABLE, "Away.")))
                .isEqualTo(10_000);
    }

    /** The right ones beyond an account's pace, too: whoever was right here before holds nobody else back. */
    @Test
    void countsWhatTheMasterRefusedToLookAt() {
        asked(1, number -> login(ANN), HERE, RIGHT);

        assertThat(asked(1_000, number -> login(ANN), HERE, LIMITED)).isEqualTo(30);

        assertThat(asked(1_000, TriesTest::anybody, HERE, WRONG)).isEqualTo(300);
    }

    /** Those that are sent together are counted before the first is answered. */
    @Test
    void countsTriesThatAreOnTheirWay() {
        assertThat(IntStream.range(0, 1_000)
                        .filter(number -> tries.take(login(ANN), HERE) instanceof Try.Counted)
                        .count())
                .isEqualTo(30);
    }

    @Test
    void asksTheMasterForBoundedRegistrationsAndResetsOfAnAddress() {
        assertThat(asked(10_000, TriesTest::registration, HERE, WRONG)).isEqualTo(400);
        assertThat(asked(10_000, number -> new RequestReset(new NameOrEmail("ann")), HERE, WRONG))
                .isEqualTo(20);
        assertThat(asked(1, TriesTest::registration, ELSEWHERE, WRONG)).isEqualTo(1);
    }

    @Test
    void letsInWhoHasSetThePasswordHereByAToken() {
        asked(100, number -> login(ANN), HERE, WRONG);
        asked(10_000, TriesTest::anybody, HERE, WRONG);
        asked(1, number -> reset(ANN), HERE, new AccountChangeFail(FailCode.BAD_TOKEN, "Not yours."));
        assertThat(asked(1, number -> login(ANN), HERE, RIGHT)).isZero();

        asked(1, number -> reset(ANN), HERE, new PasswordChanged());

        assertThat(asked(1, number -> login(ANN), HERE, RIGHT)).isEqualTo(1);
        assertThat(asked(1, number -> login(new UserName("new")), HERE, RIGHT)).isZero();
    }

    @Test
    void countsAnIpv6AddressWithItsNeighbourhood() {
        long counted = IntStream.range(0, 1_000)
                .filter(number ->
                        asked(1, same -> login(ANN), address("2001:db8::" + Integer.toHexString(number)), WRONG) > 0)
                .count();

        assertThat(counted).isEqualTo(30);
    }

    @Test
    void forgetsWhatTheOperatorForgets() {
        asked(100, number -> login(ANN), HERE, WRONG);
        tries.clear("ann");
        assertThat(asked(100, number -> login(ANN), HERE, WRONG)).isEqualTo(30);
        tries.clear("203.0.113.7");
        assertThat(asked(100, number -> login(ANN), HERE, WRONG)).isEqualTo(30);
    }

    @Test
    void countsNothingElse() {
        assertThat(tries.take(new GetWorkers(), HERE)).isEqualTo(new Try.Free());
    }

    /** The number of these that the master is asked. */
    private long asked(int times, IntFunction<Request> request, ClientAddress from, Reply answer) {
        long asked = 0;
        for (int number = 0; number < times; number++) {
            if (tries.take(request.apply(number), from) instanceof Try.Counted counted) {
                tries.answered(counted, answer);
                asked++;
            }
        }
        return asked;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static Request anybody(int number) {
        return login(new UserName("user-" + number));
    }

    private static Request login(UserName user) {
        return new Login(user, PASS, false);
    }

    private static Request reset(UserName user) {
        return new ResetPassword(user, new OneTimeToken("0".repeat(25)), PASS);
    }

    private static Request registration(int number) {
        return new Register(new UserName("user-" + number), new Email("user-" + number + "@example.org"), PASS);
    }

    private static ClientAddress address(String text) {
        return ClientAddress.of(InetAddress.ofLiteral(text));
    }
}
