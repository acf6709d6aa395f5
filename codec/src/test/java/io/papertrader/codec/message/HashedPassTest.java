package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashedPassTest {
    // Computed with Python: base64url(hashlib.pbkdf2_hmac("sha256", normalize("NFKC", password), salt, 600000, 32)).
    @ParameterizedTest(name = "{0}, \"{1}\"")
    @CsvSource({
        "Ada,correct horse battery staple,PWeBexyokhPmgW_0q2rbpkhD9hz8bTRKwswON-Ghi5s",
        "ada,'\uFB01ne A\u030Angstr\u00F6m \u2460',kZhtijMq4E7xcCbazA0LFKznELZcZbWh0fgi6VE05zM",
        "ada,\uD83D\uDD11 key,Cgydj7F5dR4BjAi0nJPG3Rh9FGFmDXEYvZrRu0RM8kY"
    })
    void agreesWithAnotherImplementation(String userName, String password, String expected) {
        assertThat(HashedPass.of(new UserName(userName), password)).isEqualTo(new HashedPass(expected));
    }

    @Test
    void doesNotDependOnTheCaseOfTheUserNameOrTheFormOfTheLetters() {
        HashedPass composed = HashedPass.of(new UserName("ADA"), "\u00C5ngstr\u00F6m");
        HashedPass decomposed = HashedPass.of(new UserName("ada"), "A\u030Angstro\u0308m");

        assertThat(composed).isEqualTo(decomposed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PWeBexyokhPmgW_0q2rbpkhD9hz8bTRKwswON-Ghi5",
                "PWeBexyokhPmgW_0q2rbpkhD9hz8bTRKwswON-Ghi5ss",
                "PWeBexyokhPmgW_0q2rbpkhD9hz8bTRKwswON-Ghi5=",
                "PWeBexyokhPmgW/0q2rbpkhD9hz8bTRKwswON+Ghi5s"
            })
    void refusesAnythingButFortyThreeCharactersOfBase64url(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HashedPass(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key\uD83D", "key\uDD11", "key\u0000", "\uD83Dkey"})
    void refusesAPasswordThatWouldBeTheSameAsAnother(String password) {
        UserName ada = new UserName("ada");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HashedPass.of(ada, password))
                .withMessage("must be whole characters of Unicode, none of them zero");
    }
}
