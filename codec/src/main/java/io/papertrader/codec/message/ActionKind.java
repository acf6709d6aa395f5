package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Arrays;

/** The kinds of corporate actions. */
public enum ActionKind {
    /** Old shares became new ones. */
    SPLIT,
    /** Each share brought money. */
    DIVIDEND,
    /** The asset goes on under another symbol. */
    RENAMING,
    /** The asset is traded no more; what was held is paid out. */
    DELISTING;

    /** {@code str}: the word. */
    static final FieldType<ActionKind> TYPE = FieldType.STR.atMost(9).as(ActionKind::of, ActionKind::name);

    private static ActionKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(word))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("must be SPLIT, DIVIDEND, RENAMING or DELISTING"));
    }
}
