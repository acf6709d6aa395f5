package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The accounts that connections speak for. */
class AccountPlacesTest {
    private static final int MOST_OF_ADDRESS = 10;

    private final Budget worker = Budget.of(30);
    private final Budget address = worker.part(MOST_OF_ADDRESS);

    private AccountPlaces places(Budget of) {
        return new AccountPlaces(List.of(of, worker));
    }

    private static int takeAll(AccountPlaces places) {
        int taken = 0;
        while (places.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void hasNoMoreThanOneConnectionMayHave() {
        Budget wide = Budget.of(5 * AccountPlaces.MOST);

        assertThat(takeAll(new AccountPlaces(List.of(wide)))).isEqualTo(AccountPlaces.MOST);
    }

    @Test
    void hasNoMoreThanItsAddressMayHaveBesideTheFirst() {
        assertThat(takeAll(places(address))).isEqualTo(1 + MOST_OF_ADDRESS);
    }

    @Test
    void hasTheFirstWhateverOthersHave() {
        takeAll(places(address));

        assertThat(takeAll(places(address))).isOne();
    }

    @Test
    void leavesSomeToOtherAddresses() {
        for (int other = 0; other < 5; other++) {
            takeAll(places(worker.part(MOST_OF_ADDRESS)));
        }

        assertThat(worker.used()).isLessThanOrEqualTo(30);
        AccountPlaces later = places(worker.part(MOST_OF_ADDRESS));
        later.take();
        assertThat(later.take()).isTrue();
    }

    @Test
    void givesBackWhatItHas() {
        AccountPlaces one = places(address);
        AccountPlaces other = places(address);
        other.take();
        int taken = takeAll(one);
        assertThat(other.take()).isFalse();

        one.give(1);
        assertThat(other.take()).isTrue();
        one.give(taken - 1);
        other.give(2);

        assertThat(address.used()).isZero();
        assertThat(worker.used()).isZero();
    }
}
