package io.papertrader.cli.view;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamWriterTest {
    private static String written(Charset charset, String text) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (PrintWriter writer = new PrintWriter(new StreamWriter(stream, charset, unexpected -> {
            throw unexpected;
        }))) {
            writer.print(text);
        }
        return stream.toString(charset);
    }

    @Test
    void writesWhatTheEncodingHas() {
        assertThat(written(UTF_8, "Müller \uD83D\uDD11")).isEqualTo("Müller \uD83D\uDD11");
    }

    private static OutputFailure failureOf(String reason) {
        List<OutputFailure> failures = new ArrayList<>();
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
        PrintWriter writer = new PrintWriter(new StreamWriter(broken, UTF_8, failures::add));
        writer.println("one");
        writer.flush();
        writer.println("another");
        writer.flush();
        assertThat(failures).hasSize(1);
        return failures.getFirst();
    }

    @Test
    void tellsOnceThatTheStreamTakesNoMore() {
        assertThat(failureOf("Broken pipe").isReaderGone()).isTrue();
        assertThat(failureOf("No space left on device").isReaderGone()).isFalse();
        assertThat(failureOf("No space left on device")).hasMessage("No space left on device");
    }

    @Test
    void losesNoCharacterThatTheEncodingHasNot() {
        assertThat(written(US_ASCII, "Müller \uD83D\uDD11")).isEqualTo("M\\u00fcller \\ud83d\\udd11");
    }
}
