package io.papertrader.master.live;

import java.time.Instant;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** The reason for which a provider gave no usable answer, in words for the operator. */
public sealed class ProviderFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderFault(String reason) {
        super(reason);
    }

    /** True of a failure that says nothing of what was asked for, but that nothing is to be asked for now. */
    static boolean isPausing(Throwable failure) {
        return failure instanceof Pausing || failure instanceof CircuitBreakerOpenException;
    }

    /** The same question would be answered the same: it is not asked again at once. */
    static final class Lasting extends ProviderFault {
        private static final long serialVersionUID = 1L;

        Lasting(String reason) {
            super(reason);
        }
    }

    /** It wants to be left alone, or its budget is used up. */
    static final class Pausing extends ProviderFault {
        private static final long serialVersionUID = 1L;

        Pausing(String reason, Instant until) {
            super(reason + "; it is asked again from " + until + " on");
        }
    }
}
