package io.papertrader.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;

/** The form that a refusal must have. */
public final class Failures {
    private Failures() {}

    /** This fail return with this code; its sentence has no trace of the machinery in it. */
    public static void assertFailure(Reply reply, Class<? extends Failure> kind, FailCode code) {
        assertThat(reply).isInstanceOf(kind);
        Failure failure = (Failure) reply;
        assertThat(failure.code()).as(failure.reason()).isEqualTo(code);
        assertThat(failure.reason()).isNotBlank().doesNotContain("Exception", "java.", "null");
    }
}
