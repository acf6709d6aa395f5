package io.papertrader.master.admin;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A network for people who are invited. */
@QuarkusTest
@TestProfile(InvitationTest.ByInvitation.class)
class InvitationTest {
    public static final class ByInvitation implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("papertrader.registration.mode", "invitation");
        }
    }

    @Inject
    Operator operator;

    @Inject
    Desk desk;

    @Inject
    TestClock clock;

    @Test
    void refusesWhoIsNotInvitedAndSaysHowToCome() {
        Reply refused = desk.ask(Desk.registration(desk.newName()));

        assertFailure(refused, RegisterFail.class, FailCode.REGISTRATION_CLOSED);
        assertThat(((RegisterFail) refused).reason()).contains("papertrader register --invitation");
    }

    @Test
    void registersOneUserForAnInvitationWithOrWithoutAnAddress() throws Exception {
        UserName pupil = desk.newName();
        UserName friend = desk.newName();
        List<OneTimeToken> codes = invitations(2);

        assertThat(register(pupil, Optional.empty(), codes.getFirst())).isEqualTo(new RegisterSuccess(pupil));
        assertFailure(register(friend, Optional.empty(), codes.getFirst()), RegisterFail.class, FailCode.BAD_TOKEN);
        assertThat(register(friend, Optional.of(new Email(friend.key() + "@example.org")), codes.getLast()))
                .isEqualTo(new RegisterSuccess(friend));
        assertThat(new Trader(desk, pupil, desk.logIn(pupil).id()).funds().holdings())
                .isEmpty();
    }

    @Test
    void keepsTheInvitationOfWhomTheNameIsTaken() throws Exception {
        UserName name = desk.newName();
        List<OneTimeToken> codes = invitations(2);
        register(name, Optional.empty(), codes.getFirst());

        assertFailure(register(name, Optional.empty(), codes.getLast()), RegisterFail.class, FailCode.USERNAME_TAKEN);

        UserName other = desk.newName();
        assertThat(register(other, Optional.empty(), codes.getLast())).isEqualTo(new RegisterSuccess(other));
    }

    @Test
    void keepsTheNamesOfDeletedAccountsFromWhoIsInvited() throws Exception {
        OneTimeToken code = invitations(1).getFirst();

        assertFailure(
                register(new UserName("Deleted.fedcba9876543210"), Optional.empty(), code),
                RegisterFail.class,
                FailCode.USERNAME_TAKEN);
    }

    @Test
    void tellsNobodyWithoutAnInvitationWhichNamesAreTaken() throws Exception {
        UserName taken = desk.newName();
        register(taken, Optional.empty(), invitations(1).getFirst());

        assertFailure(
                register(taken, Optional.empty(), new OneTimeToken("0".repeat(25))),
                RegisterFail.class,
                FailCode.BAD_TOKEN);
    }

    @Test
    void letsOneOfTwoInThatComeAtOnceWithTheSameInvitation() throws Exception {
        OneTimeToken code = invitations(1).getFirst();
        List<Uni<Reply>> both = List.of(begin(desk.newName(), code), begin(desk.newName(), code));

        List<Reply> replies = Uni.join().all(both).andFailFast().await().atMost(Duration.ofSeconds(30));

        assertThat(replies).filteredOn(RegisterSuccess.class::isInstance).hasSize(1);
        assertThat(replies)
                .filteredOn(RegisterFail.class::isInstance)
                .singleElement()
                .satisfies(refused -> assertFailure(refused, RegisterFail.class, FailCode.BAD_TOKEN));
    }

    @Test
    void takesNoInvitationThatIsTooOldOrMadeUp() throws Exception {
        OneTimeToken code = invitations(1).getFirst();

        try (TestClock.Later _ = clock.later(Duration.ofDays(31))) {
            assertFailure(register(desk.newName(), Optional.empty(), code), RegisterFail.class, FailCode.BAD_TOKEN);
        }
        assertFailure(
                register(desk.newName(), Optional.empty(), new OneTimeToken("0".repeat(25))),
                RegisterFail.class,
                FailCode.BAD_TOKEN);
    }

    private List<OneTimeToken> invitations(int count) throws Exception {
        List<String> codes = operator.sends(Map.of("count", count))
                .post("/admin/invitations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("code");
        return codes.stream().map(OneTimeToken::typed).toList();
    }

    private Reply register(UserName name, Optional<Email> email, OneTimeToken code) {
        return desk.ask(new RegisterInvited(name, email, Desk.pass("secret"), code));
    }

    private Uni<Reply> begin(UserName name, OneTimeToken code) {
        RegisterInvited request = new RegisterInvited(name, Optional.empty(), Desk.pass("secret"), code);
        return desk.begin(request, desk.record(request, desk.now()));
    }
}
