package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @Test
    void countsBytesAndNotCharacters() {
        assertThat(Utf8.checked("éé", 4)).isEqualTo("éé");
        assertThatThrownBy(() -> Utf8.checked("éé", 3)).hasMessage("must have at most 3 bytes in UTF-8");
    }

    @Test
    void leavesShortTextAsItIs() {
        assertThat(Utf8.shortened("four", 4)).isEqualTo("four");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a long text", "é é é é é é", "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"})
    void shortensAtACharacterAndSaysSo(String text) {
        String shortened = Utf8.shortened(text, 9);

        assertThat(shortened).endsWith("...");
        assertThat(text).startsWith(shortened.substring(0, shortened.length() - 3));
        assertThat(shortened.getBytes(StandardCharsets.UTF_8).length).isBetween(5, 9);
        assertThat(shortened).isEqualTo(new String(shortened.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
