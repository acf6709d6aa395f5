package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider.Registration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExternalLoginTest {
    /** The example of RFC 7636, appendix B, which hashes its verifier in the same way. */
    @Test
    void tellsTheThirdPartyTheHashOfTheSecret() {
        NonceSecret secret = new NonceSecret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

        assertThat(secret.nonce()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void makesSecretsOfAllTheirBytes() {
        SplittableRandom random = new SplittableRandom(1);

        assertThat(NonceSecret.make(random)).isNotEqualTo(NonceSecret.make(random));
        assertThat(NonceSecret.make(random).value()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String text : List.of("", "a.b", "a.b.c.d", "a.b.c ", "a.b.c\n", ".b.c", "a..c", "é.b.c", "a.b.c=")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new IdToken(text));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new IdToken("a.b." + "c".repeat(IdToken.MAX_LENGTH)));
        assertThat(new IdToken("a.b.").value()).isEqualTo("a.b.");
    }

    @Test
    void refusesWhatIsNoNameOfAProvider() {
        for (String text : List.of("", "Google", "a b", "a_b", "a".repeat(33), "é")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ProviderName(text));
        }
    }

    @Test
    void refusesProvidersThatNoAnswerHasRoomFor() {
        Registration id = new Registration("id", Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoginProvider(new ProviderName("a"), "i".repeat(257), "openid", id, id));
        assertThatIllegalArgumentException().isThrownBy(() -> new Registration("i".repeat(257), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Registration("i", Optional.of("é".repeat(129))));
    }
}
