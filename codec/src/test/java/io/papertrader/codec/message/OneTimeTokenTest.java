package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeTokenTest {
    private static final OneTimeToken TOKEN = new OneTimeToken("7h3k9mq2xw4bd6fr01ny0c5jg");

    @Test
    void isReadInGroups() {
        assertThat(TOKEN.grouped()).isEqualTo("7h3k9-mq2xw-4bd6f-r01ny-0c5jg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7h3k9-mq2xw-4bd6f-r01ny-0c5jg",
                "7H3K9MQ2XW4BD6FR01NY0C5JG",
                " 7h3k9 mq2xw 4bd6f rOlny oc5jg ",
                "7h3k9-mq2xw-4bd6f-rOIny-Oc5jg"
            })
    void isTakenAsPeopleType(String typed) {
        assertThat(OneTimeToken.typed(typed)).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7h3k9", "7h3k9-mq2xw-4bd6f-r01ny-0c5jgg", "7h3k9-mq2xw-4bd6f-r01ny-0c5ju", "é"})
    void refusesWhatNoTokenIs(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OneTimeToken.typed(typed))
                .withMessage("must be the 25 letters and digits of a token");
    }

    @Test
    void isNewEachTimeAndKeptAsItsHash() {
        SecureRandom random = new SecureRandom();

        OneTimeToken one = OneTimeToken.make(random);

        assertThat(OneTimeToken.make(random)).isNotEqualTo(one);
        assertThat(OneTimeToken.typed(one.grouped()).hash()).hasSize(32).isEqualTo(one.hash());
    }
}
