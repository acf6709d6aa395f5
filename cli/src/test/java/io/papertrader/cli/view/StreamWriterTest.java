package io.papertrader.cli.view;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class StreamWriterTest {
    private static String written(Charset charset, String text) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (PrintWriter writer = new PrintWriter(new StreamWriter(stream, charset))) {
            writer.print(text);
        }
        return stream.toString(charset);
    }

    @Test
    void writesWhatTheEncodingHas() {
        assertThat(written(UTF_8, "Müller \uD83D\uDD11")).isEqualTo("Müller \uD83D\uDD11");
    }

    @Test
    void losesNoCharacterThatTheEncodingHasNot() {
        assertThat(written(US_ASCII, "Müller \uD83D\uDD11")).isEqualTo("M\\u00fcller \\ud83d\\udd11");
    }
}
