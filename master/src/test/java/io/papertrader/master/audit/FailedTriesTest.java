package io.papertrader.master.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.audit.FailedTries.Sum;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rows that tell of many tries that failed in one minute. */
class FailedTriesTest {
    private static final int MANY = 4_000;

    private static final Party NOBODY = new Party.Nobody();

    private static final AuditEntry REST = entry(NOBODY, Optional.empty(), "summed up");

    private final FailedTries tries = new FailedTries();

    @Test
    void tellsOfTheFirstAtOnceAndOfThoseBehindItAsANumber() {
        assertThat(tries.count(tryOf(1, 1))).isTrue();
        assertThat(tries.count(tryOf(1, 1))).isFalse();
        assertThat(tries.count(tryOf(1, 1))).isFalse();
        assertThat(tries.count(tryOf(2, 1))).isTrue();

        assertThat(tries.sums()).containsExactly(new Sum(tryOf(1, 1), 2));
    }

    /** Strangers who try names that are nobody's have no account's tries told later. */
    @Test
    void tellsOfAccountsAtOnceHoweverManyStrangersTryOtherNames() {
        assertThat(add(IntStream.range(0, MANY).mapToObj(FailedTriesTest::tryOfNobody)))
                .isEqualTo(FailedTries.ADDRESSES);

        assertThat(add(IntStream.range(0, MANY).mapToObj(at -> tryOf(at, at)))).isEqualTo(FailedTries.ACCOUNTS);
    }

    @Test
    void keepsFewApart() {
        int few = 2 * FailedTries.ACCOUNTS;
        add(IntStream.range(0, few).mapToObj(at -> tryOf(at, at)));

        assertThat(tries.sums())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(FailedTries.ACCOUNTS, few)
                        .mapToObj(at -> new Sum(tryOf(at, at), 1))
                        .toList());
    }

    @Test
    void sumsUpTheGuessesAtOneAccountByTheAccount() {
        add(IntStream.range(0, MANY).mapToObj(at -> tryOf(1, at)));

        assertThat(tries.sums())
                .containsExactly(
                        new Sum(entry(account(1), Optional.empty(), "summed up"), MANY - FailedTries.ACCOUNTS));
    }

    @Test
    void sumsUpTheGuessesOfOneAddressByTheAddressBehindTheAccountsThatHaveARow() {
        add(IntStream.range(0, MANY).mapToObj(at -> tryOf(at, 1)));

        assertThat(tries.sums())
                .contains(new Sum(entry(NOBODY, address(1), "summed up"), MANY - 2 * FailedTries.ACCOUNTS))
                .hasSize(FailedTries.ACCOUNTS + 1);
    }

    @Test
    void sumsUpTriesOfNamesThatAreNobodysByTheirAddresses() {
        IntStream.range(0, MANY).forEach(at -> tries.add(tryOfNobody(at), 1));
        tries.add(tryOfNobody(MANY), 3);
        tries.add(entry(NOBODY, address(MANY), "with google"), 2);

        List<Sum> sums = tries.sums();

        assertThat(sums)
                .hasSize(FailedTries.ADDRESSES + 1)
                .contains(new Sum(tryOfNobody(MANY), 3), new Sum(entry(NOBODY, address(MANY), "with google"), 2))
                .contains(new Sum(REST, MANY - FailedTries.ADDRESSES + 2));
    }

    /** A guesser with thirty networks tries each decoy twelve times as often, to keep one account out of the trail. */
    @Test
    void namesAnAccountThatIsTriedLessThanItsDecoys() {
        int victim = 99;
        for (int network = 0; network < 30; network++) {
            tries.add(tryOf(victim, network), 1);
            for (int decoy = 0; decoy < 60; decoy++) {
                tries.add(tryOf(decoy, network), 12);
            }
        }

        assertThat(tries.sums()).contains(new Sum(entry(account(victim), Optional.empty(), "summed up"), 30));
    }

    /** Each pupil finds the try in the account's own record. */
    @Test
    void namesEachOfAClassThatMistypesBehindOneRouter() {
        IntStream.range(0, MANY).forEach(at -> tries.add(tryOfNobody(at), 5));
        IntStream.range(0, 31).forEach(pupil -> tries.add(tryOf(pupil, MANY), 1));

        assertThat(tries.sums())
                .containsAll(IntStream.range(0, 31)
                        .mapToObj(pupil -> new Sum(tryOf(pupil, MANY), 1))
                        .toList());
    }

    /** A session that comes from elsewhere is its owner's own, who has to find it. */
    @Test
    void sumsUpWhoIsLoggedInWithNobodyElse() {
        int many = 3 * FailedTries.MOST_KINDS;
        IntStream.range(0, many).forEach(account -> tries.add(moved(account), 1));

        List<Sum> sums = tries.sums();

        assertThat(sums).hasSize(many);
        assertThat(sums.stream().map(sum -> sum.entry().about()).distinct()).hasSize(many);
    }

    @Test
    void saysWhatTheTriesOfASumHaveInCommon() {
        IntStream.range(0, MANY).forEach(at -> tries.add(entry(account(1), address(at), "too many"), 1));
        tries.add(tryOf(1, 1), 1);

        assertThat(tries.sums())
                .containsExactlyInAnyOrder(
                        new Sum(entry(account(1), Optional.empty(), "too many, summed up"), MANY),
                        new Sum(tryOf(1, 1), 1));
    }

    /** Memory is bounded, and neither a try nor an account that was tried most is lost by it. */
    @Test
    void keepsNoMoreThanSoManyApart() {
        int all = 3 * FailedTries.MOST_KINDS;
        add(IntStream.range(0, all).mapToObj(at -> tryOf(at % 30, at)));
        add(IntStream.range(0, FailedTries.MOST_KINDS).mapToObj(at -> tryOf(all, all + at)));

        List<Sum> sums = tries.sums();

        assertThat(sums)
                .hasSize(31)
                .contains(new Sum(entry(account(all), Optional.empty(), "summed up"), FailedTries.MOST_KINDS));
        assertThat(told(sums)).isEqualTo(all + FailedTries.MOST_KINDS - FailedTries.ACCOUNTS);
    }

    @Test
    void losesNoTryOfAsManyAccountsAsAddresses() {
        int all = 4 * FailedTries.MOST_KINDS;
        add(IntStream.range(0, all).mapToObj(at -> tryOf(at, at)));

        List<Sum> sums = tries.sums();

        assertThat(sums).hasSizeLessThanOrEqualTo(FailedTries.ACCOUNTS + FailedTries.ADDRESSES + 1);
        assertThat(sums).extracting(Sum::entry).doesNotHaveDuplicates().contains(REST);
        assertThat(told(sums)).isEqualTo(all - FailedTries.ACCOUNTS);
    }

    /** A row that the database does not take is counted once more. */
    @Test
    void sumsUpASumAsItself() {
        IntStream.range(0, MANY).forEach(at -> tries.add(tryOf(at % 200, at), 1));
        List<Sum> sums = tries.sums();

        FailedTries next = new FailedTries();
        sums.forEach(sum -> next.add(sum.entry(), sum.times()));

        assertThat(next.sums()).containsExactlyInAnyOrderElementsOf(sums);
    }

    /** The number of those that are told at once. */
    private long add(Stream<AuditEntry> all) {
        return all.filter(tries::count).count();
    }

    private static long told(List<Sum> sums) {
        return sums.stream().mapToLong(Sum::times).sum();
    }

    private static AuditEntry moved(int account) {
        By by = new By(account(account), new Scene(Optional.empty(), address(account % 7)));
        return AuditEntry.of(Act.SESSION_MOVED, by, account(account));
    }

    private static AuditEntry tryOfNobody(int address) {
        return entry(NOBODY, address(address), "");
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
