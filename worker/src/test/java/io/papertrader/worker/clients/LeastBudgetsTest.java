package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.Instruction;
import io.papertrader.node.StartRefusal;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets with which a client would wait for ever are refused at the start. */
class LeastBudgetsTest {
    private static final Map<String, Long> LEAST = Map.of(
            "CONNECTION", 32_784L,
            "STRANGER", 32_784L,
            "ADDRESS", 49_152L,
            "STRANGERS", 393_216L,
            "WORKER", 262_144L);

    /** These sizes, by the end of the variable's name. */
    private record Sizes(Map<String, Long> bytes) implements BudgetConfig {
        private MemorySize of(String name) {
            return new MemorySize(BigInteger.valueOf(Objects.requireNonNull(bytes.get(name))));
        }

        @Override
        public MemorySize connection() {
            return of("CONNECTION");
        }

        @Override
        public MemorySize stranger() {
            return of("STRANGER");
        }

        @Override
        public MemorySize address() {
            return of("ADDRESS");
        }

        @Override
        public MemorySize strangers() {
            return of("STRANGERS");
        }

        @Override
        public MemorySize worker() {
            return of("WORKER");
        }
    }

    @Test
    void startsWithTheLeast() {
        assertThatCode(() -> LeastBudgets.check(new Sizes(LEAST))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION", "STRANGER", "ADDRESS", "STRANGERS", "WORKER"})
    void refusesLessAndNamesTheVariableAndTheLeast(String name) {
        Map<String, Long> less = new HashMap<>(LEAST);
        less.merge(name, -1L, Long::sum);

        assertThatThrownBy(() -> LeastBudgets.check(new Sizes(less)))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContainingAll("PAPERTRADER_BUDGET_" + name + " ", LEAST.get(name) + " at least");
    }

    @Test
    void givesEveryAnswerRoomWithTheLeast() {
        Budget worker = Budget.of(LEAST.get("WORKER"));
        Budget address = worker.part(LEAST.get("ADDRESS"));
        Budget strangers = worker.part(LEAST.get("STRANGERS"));
        Budget strangersOfAddress = strangers.part(LEAST.get("STRANGERS") / Admission.SHARES);
        Credit member = new Credit(LEAST.get("CONNECTION"), List.of(address, worker));
        Credit stranger = new Credit(LEAST.get("STRANGER"), List.of(strangersOfAddress, strangers, worker));

        for (Instruction instruction : Instruction.values()) {
            if (instruction.isForClients()) {
                assertThat(member.take(instruction.mostAnswerBytes())).isTrue();
                member.give(instruction.mostAnswerBytes());
                assertThat(stranger.take(instruction.mostAnswerBytes())).isTrue();
                stranger.give(instruction.mostAnswerBytes());
            }
        }
    }
}
