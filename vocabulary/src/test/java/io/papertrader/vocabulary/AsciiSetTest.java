package io.papertrader.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiSetTest {
    private static final AsciiSet SYMBOL = AsciiSet.ofLettersAndDigits().and(".^=/_-");

    @Test
    void hasWhatARegularExpressionHas() {
        for (char character = 0; character < 0x300; character++) {
            assertThat(SYMBOL.has(character))
                    .as("character %d", (int) character)
                    .isEqualTo(String.valueOf(character).matches("[A-Za-z0-9.^=/_-]"));
        }
        assertThat(SYMBOL.has('\uff21')).isFalse();
    }

    @Test
    void looksFromThePlaceOn() {
        assertThat(SYMBOL.hasAllOf("BRK.B", 0)).isTrue();
        assertThat(SYMBOL.hasAllOf("BRK B", 0)).isFalse();
        assertThat(SYMBOL.hasAllOf(" BRK", 1)).isTrue();
        assertThat(SYMBOL.hasAllOf("", 0)).isTrue();
    }

    @Test
    void readsEveryUuidInItsUsualForm() {
        UUID uuid = new UUID(0x0123_4567_89ab_7cdeL, 0x8f01_2345_6789_abcdL);

        assertThat(UuidText.parse(uuid.toString())).isEqualTo(uuid);
        assertThat(UuidText.parse("01234567-89AB-7CDE-8F01-23456789ABCD")).isEqualTo(uuid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "01234567-89ab-7cde-8f01-23456789abc",
                "01234567-89ab-7cde-8f01-23456789abcde",
                "01234567-89ab-7cde-8f01-23456789abcg",
                "0123456789ab-7cde-8f01-23456789abcdef",
                "01234567a89ab-7cde-8f01-23456789abcd",
                "01234567-89ab-7cde-8f0-123456789abcd",
                "0123456--89ab-7cde-8f01-23456789abcd",
                "01234567-89ab-7cde-8f01\u00e923456789abcd"
            })
    void refusesEveryOtherForm(String text) {
        assertThatThrownBy(() -> UuidText.parse(text)).hasMessage("must be a UUID");
    }
}
