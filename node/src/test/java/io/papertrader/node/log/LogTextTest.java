package io.papertrader.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {
    @ParameterizedTest
    @CsvSource({
        "'a\nb', a\\nb",
        "'a\rb', a\\rb",
        "'a\tb', a\\tb",
        "'a\u001b[31mb', a\\u001b[31mb",
        "'a\u0085b', a\\u0085b",
        "'a\u2028b', a\\u2028b",
        "'a\u202eb', a\\u202eb",
        "'a\ud800b', a\\ud800b",
        "'\u00e9 \u4e2d \ud83d\ude00', '\u00e9 \u4e2d \ud83d\ude00'",
    })
    void escapesWhatCouldForgeAnEntry(String text, String expected) {
        assertThat(line(text)).isEqualTo(expected);
    }

    @Test
    void cutsLongText() {
        assertThat(line("x".repeat(LogText.MAX_LINE + 5))).isEqualTo("x".repeat(LogText.MAX_LINE) + "... (5 more)");
    }

    @Test
    void endsCircleOfCauses() {
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(trace(first).lines().filter(line -> line.contains("IllegalStateException: ")))
                .hasSize(LogText.MAX_CAUSES);
    }

    @Test
    void escapesMessagesOfExceptions() {
        assertThat(trace(new IllegalStateException("one\ntwo")).lines().toList().get(1))
                .isEqualTo("\tjava.lang.IllegalStateException: one\\ntwo");
    }

    @Test
    void survivesExceptionThatCannotSayWhatItIs() {
        var silent = new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new UnsupportedOperationException();
            }
        };

        assertThat(trace(silent)).startsWith("\n\t" + silent.getClass().getName());
    }

    private static String line(String text) {
        var target = new StringBuilder();
        LogText.appendLine(target, text);
        return target.toString();
    }

    private static String trace(Throwable thrown) {
        var target = new StringBuilder();
        LogText.appendTrace(target, thrown);
        return target.toString();
    }
}
