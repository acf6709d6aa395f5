package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "Ada_L.ovelace-1815", "abcdefghijklmnopqrstuvwx", "..."})
    void takesOneTo24Characters(String name) {
        assertThat(new UserName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcdefghijklmnopqrstuvwxy", "a b", "a\n", "ä", "a@b", "а"})
    void refusesAnythingElse(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void givesNoAccountANameThatStandsForAPlaceInAPath(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserName.ofNewAccount(name))
                .withMessageContaining("must be a name that a folder can have");
        assertThat(new UserName(name)).hasToString(name);
    }

    @Test
    void isTheSameAccountWithoutRegardToCase() {
        assertThat(new UserName("ADA").isSameAs(new UserName("ada"))).isTrue();
        assertThat(new UserName("ADA").key()).isEqualTo("ada");
        assertThat(new UserName("ADA").isSameAs(new UserName("ad"))).isFalse();
    }
}
