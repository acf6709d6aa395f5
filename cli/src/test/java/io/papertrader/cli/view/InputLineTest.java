package io.papertrader.cli.view;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.papertrader.cli.command.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class InputLineTest {
    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Test
    void readsOneLineAndLeavesTheNext() throws IOException {
        InputStream in = input("пароль\nnext");

        assertThat(InputLine.read(in, UTF_8)).contains("пароль");
        assertThat(in.readAllBytes()).isEqualTo("next".getBytes(UTF_8));
    }

    @Test
    void isTheSameWhateverProgramWroteTheLine() {
        assertThat(InputLine.read(input("\uFEFFpässword\r\n"), UTF_8)).contains("pässword");
        assertThat(InputLine.read(input("pässword"), UTF_8)).contains("pässword");
        assertThat(InputLine.read(new ByteArrayInputStream("pässword\n".getBytes(ISO_8859_1)), ISO_8859_1))
                .contains("pässword");
    }

    @Test
    void hasNothingWhereTheInputHasEnded() {
        assertThat(InputLine.read(input(""), UTF_8)).isEmpty();
        assertThat(InputLine.read(input("\n"), UTF_8)).contains("");
    }

    @Test
    void refusesBytesThatMeanNoCharacters() {
        InputStream latin = new ByteArrayInputStream("pässword\n".getBytes(ISO_8859_1));

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> InputLine.read(latin, UTF_8))
                .withMessageContaining("not text in UTF-8");
    }

    @Test
    void refusesALineWithoutEnd() {
        InputStream endless = input("x".repeat(1_000_000));

        assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> InputLine.read(endless, UTF_8));
    }
}
