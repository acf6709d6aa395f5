package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
    @ParameterizedTest
    @ValueSource(strings = {"a@b.c", "ada.lovelace+x@example.org", "é'!#%@sub.ex-ample.org", "ада@почта.рф"})
    void takesAddresses(String address) {
        assertThat(new Email(address)).hasToString(address);
    }

    @Test
    void takes321CharactersAndNo322() {
        String domain = String.join(".", List.of("d".repeat(63), "d".repeat(63), "d".repeat(63), "d".repeat(62)));
        String longest = "l".repeat(64) + "@" + domain + ".d";
        assertThat(longest).hasSize(321);

        assertThat(new Email(longest)).hasToString(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new Email(longest + "d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Email("l".repeat(65) + "@example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Email("l@" + "d".repeat(64) + ".org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.c",
                "a@b",
                "a@.c",
                "a@b.",
                "a@b..c",
                "a@@b.c",
                "a b@c.d",
                "a\u00a0b@c.d",
                "a\u2028b@c.d",
                "a\u0000@b.c",
                "a\u0085@b.c",
                "a\u202e@b.c",
                "a@b.c\n",
                "a@b_c.d"
            })
    void refusesAnythingElse(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Email(address));
    }

    @Test
    void refusesALongTextWithoutADeepStack() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Email("a@b" + ".c".repeat(30_000)));
    }
}
