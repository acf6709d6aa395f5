package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.context.SmallRyeThreadContext;
import io.smallrye.context.impl.ThreadContextProviderPlan;
import org.junit.jupiter.api.Test;

/** The settings of context propagation, by what they come to: a misspelt key is no fault to whoever reads them. */
@QuarkusTest
class ThreadContextTest {
    @Test
    void carriesNothingOfAThreadAlongAndClearsNothing() {
        ThreadContextProviderPlan plan =
                SmallRyeThreadContext.getCurrentThreadContextOrDefaultContexts().getPlan();

        assertThat(plan.propagatedProviders).isEmpty();
        assertThat(plan.clearedProviders).isEmpty();
        assertThat(plan.unchangedProviders).isNotEmpty();
    }
}
