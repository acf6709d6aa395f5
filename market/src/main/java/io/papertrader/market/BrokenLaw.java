package io.papertrader.market;

/** A journal says what cannot be; it is told with what it said, and nothing is guessed. */
public final class BrokenLaw extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BrokenLaw(String law, Object said) {
        super(law + ": " + said);
    }

    static void require(boolean holds, String law, Object said) {
        if (!holds) {
            throw new BrokenLaw(law, said);
        }
    }
}
