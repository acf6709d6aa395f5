package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.util.Arrays;
import java.util.function.BiFunction;

/** A refusal: a word for programs and a sentence for people. One record for each fail return of the specification. */
public sealed interface Failure extends Reply {
    /** The reason, for programs. */
    FailCode code();

    /** The reason, for people. */
    String reason();

    /** The login is refused (4.6.17). */
    record LoginFail(FailCode code, String reason) implements Failure {}

    /** The account is not made (4.6.20). */
    record RegisterFail(FailCode code, String reason) implements Failure {}

    /** The purchase is refused (4.6.22). */
    record PurchaseFail(FailCode code, String reason) implements Failure {}

    /** The sale is refused (4.6.24). */
    record SellFail(FailCode code, String reason) implements Failure {}

    /** The connection stays in its state (4.6.26). */
    record StateSwitchFail(FailCode code, String reason) implements Failure {}

    /** The session cannot be ended: an extension. */
    record LogoutFail(FailCode code, String reason) implements Failure {}

    /** The order is not placed: an extension. */
    record PlaceFail(FailCode code, String reason) implements Failure {}

    /** The order is not cancelled: an extension. */
    record CancelFail(FailCode code, String reason) implements Failure {}

    /** The third-party login is not linked, or not unlinked: an extension. */
    record LinkLoginFail(FailCode code, String reason) implements Failure {}

    /** No session is ended: an extension. */
    record EndFail(FailCode code, String reason) implements Failure {}

    /** The account is shown as before: an extension. */
    record ProfileFail(FailCode code, String reason) implements Failure {}

    /** The account stays: an extension. */
    record DeleteFail(FailCode code, String reason) implements Failure {}

    /** The password or the email address stays as it was: an extension. */
    record AccountChangeFail(FailCode code, String reason) implements Failure {}

    /** Data is refused, or a request that no other fail return belongs to (4.5.3). */
    record DataFail(FailCode code, String reason) implements Failure {}

    /** The master refuses a worker: an extension. */
    record LinkRefused(FailCode code, String reason) implements Failure {}

    /** All failures look alike on the wire. */
    static <F extends Failure> Layout<F> layout(Class<F> type, BiFunction<FailCode, String, F> make) {
        return Layout.of(
                type,
                field("code", FieldType.STR.as(Failure::code, FailCode::name), Failure::code),
                field("reason", FieldType.STR, Failure::reason),
                make);
    }

    private static FailCode code(String word) {
        return Arrays.stream(FailCode.values())
                .filter(code -> code.name().equals(word))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("is unknown"));
    }
}
