package io.papertrader.master.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.audit.FailedTries.Sum;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rows that tell of many tries that failed in one minute. */
class FailedTriesTest {
    private static final int MANY = 4_000;

    private static final Party NOBODY = new Party.Nobody();

    private final FailedTries tries = new FailedTries();

    @Test
    void tellsOfTheFirstAtOnceAndOfThoseBehindItAsANumber() {
        assertThat(tries.isToldAtOnce(tryOf(1, 1))).isTrue();
        assertThat(tries.isToldAtOnce(tryOf(1, 1))).isFalse();
        assertThat(tries.isToldAtOnce(tryOf(1, 1))).isFalse();
        assertThat(tries.isToldAtOnce(tryOf(2, 1))).isTrue();

        assertThat(tries.sums()).containsExactly(new Sum(tryOf(1, 1), 2));
    }

    @Test
    void keepsFewApart() {
        int few = 3 * FailedTries.ROWS;
        assertThat(add(IntStream.range(0, few).mapToObj(at -> tryOf(at, at)).toList()))
                .isEqualTo(FailedTries.ROWS);

        assertThat(tries.sums())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(FailedTries.ROWS, few)
                        .mapToObj(at -> new Sum(tryOf(at, at), 1))
                        .toList());
    }

    @Test
    void sumsUpTheGuessesAtOneAccountByTheAccount() {
        add(IntStream.range(0, MANY).mapToObj(at -> tryOf(1, at)).toList());

        assertThat(tries.sums())
                .contains(new Sum(
                        entry(account(1), Optional.empty(), "from several addresses"), MANY - 2 * FailedTries.ROWS))
                .hasSize(FailedTries.ROWS + 1);
    }

    @Test
    void sumsUpTheGuessesOfOneAddressByTheAddress() {
        add(IntStream.range(0, MANY).mapToObj(at -> tryOf(at, 1)).toList());

        assertThat(tries.sums())
                .contains(new Sum(entry(NOBODY, address(1), "of several accounts"), MANY - 2 * FailedTries.ROWS))
                .hasSize(FailedTries.ROWS + 1);
    }

    @Test
    void namesTheAccountsThatWereTriedMostAmongThousands() {
        add(IntStream.range(0, MANY).mapToObj(at -> tryOf(at, at)).toList());
        int mostTried = MANY;
        for (int times = 0; times < 3; times++) {
            tries.isToldAtOnce(tryOf(mostTried, mostTried));
        }
        IntStream.range(0, MANY).forEach(at -> tries.isToldAtOnce(tryOf(mostTried + 1, MANY + at)));

        List<Sum> sums = tries.sums();

        assertThat(sums)
                .hasSize(2 * FailedTries.ROWS + 1)
                .contains(new Sum(tryOf(mostTried, mostTried), 3))
                .anyMatch(sum -> sum.entry().about().equals(account(mostTried + 1)) && sum.times() > MANY / 2);
        assertThat(sums.getLast().entry())
                .isEqualTo(entry(NOBODY, Optional.empty(), "of other accounts and addresses"));
        assertThat(told(sums)).isEqualTo(2 * MANY + 3 - FailedTries.ROWS);
    }

    /** Memory is bounded, and no try is lost by it. */
    @Test
    void keepsNoMoreThanSoManyApart() {
        int all = 3 * FailedTries.MOST_KINDS + 1;
        add(IntStream.range(0, all).mapToObj(at -> tryOf(at, at)).toList());
        IntStream.range(0, FailedTries.MOST_KINDS).forEach(at -> tries.isToldAtOnce(tryOf(all, all)));

        List<Sum> sums = tries.sums();

        assertThat(sums).hasSizeLessThanOrEqualTo(2 * FailedTries.ROWS + 1);
        assertThat(sums).extracting(Sum::entry).doesNotHaveDuplicates();
        assertThat(told(sums)).isEqualTo(all + FailedTries.MOST_KINDS - FailedTries.ROWS);
        assertThat(sums).contains(new Sum(tryOf(all, all), FailedTries.MOST_KINDS));
    }

    /** The number of those that are told at once. */
    private long add(List<AuditEntry> all) {
        return all.stream().filter(tries::isToldAtOnce).count();
    }

    private static long told(List<Sum> sums) {
        return sums.stream().mapToLong(Sum::times).sum();
    }

    private static AuditEntry tryOf(int account, int address) {
        return entry(account(account), address(address), "");
    }

    private static AuditEntry entry(Party about, Optional<String> address, String detail) {
        Scene scene = address.isEmpty() ? Scene.NONE : new Scene(Optional.of(new UUID(1, 1)), address);
        return new AuditEntry(Act.LOGIN_FAILED, new By(NOBODY, scene), about, detail);
    }

    private static Party account(int number) {
        return new Party.Account(number);
    }

    private static Optional<String> address(int number) {
        return Optional.of("10." + number / 65_536 + "." + number / 256 % 256 + "." + number % 256);
    }
}
