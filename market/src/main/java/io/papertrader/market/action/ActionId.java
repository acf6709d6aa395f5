package io.papertrader.market.action;

/** A corporate action's name, by which it is carried out once: of its source, or made of what it says. */
public record ActionId(String value) {
    /** The most characters. */
    public static final int MAX_LENGTH = 80;

    private static final String ALLOWED = "[A-Za-z0-9][A-Za-z0-9.^=/_:-]{0,79}";

    public ActionId {
        if (!value.matches(ALLOWED)) {
            throw new IllegalArgumentException(
                    "must be 1 to 80 letters, digits or any of .^=/_:-, a letter or digit first");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
