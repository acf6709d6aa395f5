package io.papertrader.master.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ExternalLoginRequest.LoginExternal;
import io.papertrader.codec.message.ExternalLoginRequest.RegisterExternal;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.IdToken;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordRequest.RequestReset;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Desk;
import io.papertrader.master.audit.By;
import io.papertrader.master.registration.Invitations;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One address tries without end, under the limits that a master has where nothing else is set. */
@QuarkusTest
class AddressLimitsTest {
    private static final String LATER = "; try again in \\d+ seconds?\\.";
    private static final IdToken TOKEN = new IdToken("e30.e30.");

    private static final String GUESTS = "203.0.113.7";

    @Inject
    Desk desk;

    @Inject
    Invitations invitations;

    @Test
    void registersThreeHundredOfAnAddress() {
        UserName taken = desk.newTrader().userName();
        Register again = new Register(taken, new Email("again-" + taken + "@example.org"), Desk.pass("secret"));

        assertThat(answered(again, "203.0.113.1", 301)).isEqualTo(300);

        assertThat(ask(again, "203.0.113.1").reason()).matches("Too many accounts were made from your address" + LATER);
        assertRateLimited(
                new RegisterInvited(taken, Optional.empty(), Desk.pass("secret"), new OneTimeToken("0".repeat(25))));
        assertRateLimited(
                new RegisterExternal(new ProviderName("acme"), taken, Optional.empty(), Optional.empty(), TOKEN));
        assertThat(ask(again, "203.0.113.2").code()).isEqualTo(FailCode.USERNAME_TAKEN);
    }

    private void assertRateLimited(Request request) {
        assertThat(ask(request, "203.0.113.1").code()).isEqualTo(FailCode.RATE_LIMITED);
    }

    /** An invitation that nobody has looked at, as hashes of others fill the queue, counts as no try. */
    @Test
    void countsNoInvitationThatWasNotLookedAt() {
        int guests = 30;
        List<Uni<Reply>> all = invitations.make(guests, By.master()).await().indefinitely().stream()
                .map(invitation -> invited(invitation.code()))
                .toList();

        List<Reply> replies = Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(60));

        List<Failure> busy = replies.stream()
                .filter(Failure.class::isInstance)
                .map(Failure.class::cast)
                .toList();
        assertThat(busy)
                .isNotEmpty()
                .extracting(Failure::reason)
                .allMatch(reason -> reason.matches("Too many people register at once" + LATER));
        // Whoever asks for more than a share of hashes is told so; the others' tries are given back.
        long notLookedAt = busy.stream()
                .filter(refused -> refused.code() == FailCode.UNAVAILABLE)
                .count();
        UserName taken = desk.newTrader().userName();
        Register again = new Register(taken, new Email("again-" + taken + "@example.org"), Desk.pass("secret"));
        assertThat(answered(again, GUESTS, 301)).isEqualTo(300 - guests + notLookedAt);
    }

    private Uni<Reply> invited(OneTimeToken code) {
        Request request = new RegisterInvited(desk.newName(), Optional.empty(), Desk.pass("secret"), code);
        return desk.begin(request, record(request, GUESTS));
    }

    @Test
    void mailsResetsToTenOfAnAddress() {
        RequestReset request = new RequestReset(new NameOrEmail("nobody-at-all"));

        assertThat(answered(request, "203.0.113.3", 11)).isEqualTo(10);

        assertThat(ask(request, "203.0.113.3").reason()).matches(".*" + LATER);
        assertThat(reply(request, "203.0.113.4")).isNotInstanceOf(Failure.class);
    }

    @Test
    void looksAtAHundredAndFiftyTokensOfAnAddress() {
        LoginExternal request = new LoginExternal(new ProviderName("acme"), false, Optional.empty(), TOKEN);

        assertThat(answered(request, "203.0.113.5", 151)).isEqualTo(150);

        assertThat(ask(request, "203.0.113.5").reason()).matches("Too many tries from your address" + LATER);
        assertThat(ask(request, "203.0.113.6").code()).isNotEqualTo(FailCode.RATE_LIMITED);
    }

    /** The number of so many that were not told to wait. */
    private long answered(Request request, String from, int times) {
        long answered = 0;
        for (int number = 0; number < times; number++) {
            boolean isHeldBack =
                    reply(request, from) instanceof Failure failure && failure.code() == FailCode.RATE_LIMITED;
            answered += isHeldBack ? 0 : 1;
        }
        return answered;
    }

    private Failure ask(Request request, String from) {
        return (Failure) reply(request, from);
    }

    private Reply reply(Request request, String from) {
        return desk.ask(request, record(request, from));
    }

    private LinkRecord record(Request request, String from) {
        ClientAddress client = ClientAddress.of(InetAddress.ofLiteral(from));
        return new LinkRecord(1, Desk.WORKER, desk.now(), client, MessageCodec.encode(request));
    }
}
