package io.papertrader.node;

import org.jboss.logging.Logger;

/** A start that only the operator can put right. The log has the sentence, without a trace, and the server ends. */
public final class StartRefusal extends RuntimeException {
    private static final Logger LOG = Logger.getLogger(StartRefusal.class);
    private static final long serialVersionUID = 1L;

    private StartRefusal(String sentence) {
        super(sentence);
    }

    /** Logs the sentence. To be thrown where a bean is made, or where it hears of the start. */
    public static StartRefusal because(String sentence) {
        LOG.error(sentence);
        return new StartRefusal(sentence);
    }
}
