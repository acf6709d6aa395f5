package io.papertrader.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionIdTest {
    @Test
    void readsAndWritesTheUsualForm() {
        String text = "0f8fad5b-d9cb-469f-a165-70867728950e";

        assertThat(TransactionId.parse(text)).hasToString(text);
        assertThat(TransactionId.parse("0F8FAD5B-D9CB-469F-A165-70867728950E")).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0f8fad5bd9cb469fa16570867728950e",
                "0f8fad5bd-9cb-469f-a165-70867728950e",
                "0f8fad5b-d9cb-469f-a165-7086772895zz",
                "+f8fad5b-d9cb-469f-a165-70867728950e"
            })
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransactionId.parse(text))
                .withMessage("must be a UUID");
    }
}
