package io.papertrader.client.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.UserName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewPasswordTest {
    private static final UserName ANN = new UserName("Ann-Lovelace");
    private static final Optional<Email> EMAIL = Optional.of(new Email("countess@example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "xkqzjwvp",
                "\u00e4\u00f6\u00fc\u00df\u00e4\u00f6\u00fc\u00df",
                "ann-lovelace likes trains",
                "\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\uD83D\uDE03\uD83D\uDE04\uD83D\uDE05\uD83D\uDE06\uD83D\uDE07"
            })
    void takesWhatIsLongAndRare(String password) {
        assertThatCode(() -> NewPassword.of(ANN, EMAIL, password)).doesNotThrowAnyException();
    }

    @Test
    void isHashedAsWhatALoginTakes() {
        String password = "\u00e4\u00f6\u00fc\u00df\u00e4\u00f6\u00fc\u00df";

        assertThat(NewPassword.of(ANN, EMAIL, password).hashed()).isEqualTo(HashedPass.of(ANN, password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "xkqzjwv", "\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\uD83D\uDE03"})
    void refusesWhatIsShort(String password) {
        assertRefused(password, "at least 8 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "Password1", "12345678", "QWERTYUIOP", "iloveyou", "\uff50assword"})
    void refusesWhatIsGuessedFirst(String password) {
        assertRefused(password, "guessed first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann-lovelace",
                "Ann-Lovelace1815",
                "ann-lovelaceann-lovelace",
                "countess",
                "1countess!",
                "countess@example.org",
                "PaperTrader",
                "papertrader2026"
            })
    void refusesWhatEverybodyKnowsOfTheUser(String password) {
        assertRefused(password, "your name, your address or the network's name");
    }

    @Test
    void countsTheFormThatIsHashed() {
        String decomposed = "e\u0301".repeat(7);

        assertRefused(decomposed, "at least 8 characters");
    }

    @Test
    void standsInNoText() {
        assertThat(NewPassword.of(ANN, EMAIL, "correct horse battery staple").toString())
                .doesNotContain("horse");
    }

    private static void assertRefused(String password, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewPassword.of(ANN, EMAIL, password))
                .withMessageStartingWith("must ")
                .withMessageContaining(why);
    }
}
