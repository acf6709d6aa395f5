package io.papertrader.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void leavesTextThatIsMeantToBeSeen() {
        assertThat(PlainText.of("Société Générale – 日本 😀")).isEqualTo("Société Générale – 日本 😀");
    }

    @Test
    void writesOutWhatATerminalWouldObey() {
        assertThat(PlainText.of("a\u001b[2Jb\u009b1mc\u0007\r\nd"))
                .isEqualTo("a\\u001b[2Jb\\u009b1mc\\u0007\\u000d\\u000ad");
    }

    @Test
    void writesOutWhatTurnsTextAround() {
        assertThat(PlainText.of("a\u202eb\u2066c\u200bd")).isEqualTo("a\\u202eb\\u2066c\\u200bd");
    }
}
