package io.papertrader.worker.clients;

import io.papertrader.codec.message.Instruction;
import io.papertrader.node.StartRefusal;
import io.quarkus.runtime.configuration.MemorySize;
import java.util.Arrays;

/** The least budgets with which every request can be answered: with less a client would wait for ever. */
final class LeastBudgets {
    private static final long LARGEST_ANSWER = Arrays.stream(Instruction.values())
            .filter(Instruction::isForClients)
            .mapToLong(Instruction::mostAnswerBytes)
            .max()
            .orElseThrow();

    private LeastBudgets() {}

    /** Refuses a start with budgets that are smaller. */
    static void check(BudgetConfig budgets) {
        check("CONNECTION", budgets.connection(), LARGEST_ANSWER);
        check("STRANGER", budgets.stranger(), LARGEST_ANSWER);
        check("ADDRESS", budgets.address(), Credit.lumps(LARGEST_ANSWER));
        check("STRANGERS", budgets.strangers(), Admission.SHARES * Credit.lumps(LARGEST_ANSWER));
        // With less, those who read would be cut to make room for others.
        check("WORKER", budgets.worker(), 2 * Admission.SPARE_BYTES);
    }

    private static void check(String name, MemorySize size, long least) {
        if (size.asLongValue() < least) {
            throw StartRefusal.because("PAPERTRADER_BUDGET_" + name + " is " + size.asLongValue()
                    + " bytes, which is too small for some answers: it has to be " + least + " at least.");
        }
    }
}
