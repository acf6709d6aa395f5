package io.papertrader.codec.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String SECRET = "PWeBexyokhPmgW_0q2rbpkhD9hz8bTRKwswON-Ghi5s";
    private static final OneTimeToken TOKEN = new OneTimeToken("7h3k9mq2xw4bd6fr8tny0c5jg");
    private static final UserName ADA = new UserName("ada");

    @Test
    void standInNoMessagesText() {
        SessionId session = new SessionId(SECRET);
        List<Message> messages = List.of(
                new AccountRequest.Login(ADA, new HashedPass(SECRET), true),
                new AccountRequest.Register(ADA, new Email("ada@example.org"), new HashedPass(SECRET)),
                new ExternalLoginRequest.LoginExternal(
                        new ProviderName("google"),
                        true,
                        Optional.of(new NonceSecret(SECRET)),
                        new IdToken(SECRET + "." + SECRET + ".")),
                new PasswordRequest.ResetPassword(ADA, TOKEN, new HashedPass(SECRET)),
                new PasswordRequest.ConfirmEmail(session, TOKEN),
                new SessionRequest.Logout(session),
                new TradeRequest.PurchaseAsset(session, new AssetSymbol("AAPL"), Quantity.of("1")),
                new TradeRequest.CancelOrder(session, TransactionId.parse("0f8fad5b-d9cb-469f-a165-70867728950e")),
                new SessionReply.SessionStarted(session, Instant.EPOCH, List.of()),
                new TradeRequest.Resume(session, 0),
                new LinkEvent.SessionKeyGiven(
                        SessionKey.of(SECRET.substring(0, 32).getBytes(US_ASCII))),
                new CareRequest.DeleteAccount(session, Optional.of(new HashedPass(SECRET))),
                new LinkRequest.VerifySession(session));

        assertThat(messages)
                .allSatisfy(message -> assertThat(message.toString())
                        .contains("[hidden]")
                        .doesNotContain(SECRET.substring(0, 8), TOKEN.value()));
    }

    @Test
    void standInNoReasonForARefusal() {
        for (String data :
                List.of("ada " + SECRET + " maybe", "ada " + SECRET + "x true", SECRET + " " + SECRET + " " + SECRET)) {
            Frame frame = new Frame(Header.single(MessageType.COMMAND, 1, data.length(), 3), Buffer.buffer(data));

            assertThatExceptionOfType(WireFault.class)
                    .isThrownBy(() -> MessageCodec.decodeRequest(frame))
                    .satisfies(fault -> assertThat(fault.reason()).doesNotContain(SECRET.substring(0, 8)));
        }
    }

    @Test
    void areKeptAsHashes() {
        SessionHash hash = new SessionId(SECRET).hash();

        assertThat(hash.value())
                .matches("[0-9a-f]{64}")
                .isEqualTo(new SessionId(SECRET).hash().value());
        assertThat(hash.bytes()).hasSize(32);
        assertThat(new SessionHash(hash.value())).isEqualTo(hash);
    }

    @Test
    void areHashedTo64SmallHexadecimalDigitsAndNothingElse() {
        for (String value : List.of("", "a".repeat(63), "a".repeat(65), "A".repeat(64), "g".repeat(64))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new SessionHash(value));
        }
    }

    @Test
    void areThirtyTwoRandomBytes() {
        assertThat(SessionId.of(new byte[SessionId.BYTES]).value()).isEqualTo("A".repeat(43));
        assertThatIllegalArgumentException().isThrownBy(() -> SessionId.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> SessionId.of(new byte[33]));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionId(SECRET + "="));
    }
}
