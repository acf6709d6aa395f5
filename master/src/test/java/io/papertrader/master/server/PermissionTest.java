package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.account.RegistrationMode;
import io.papertrader.master.asset.Use;
import io.papertrader.master.live.DataTerms;
import io.papertrader.master.live.LiveProvider;
import io.papertrader.master.live.SomeProvider;
import io.papertrader.node.StartRefusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {
    @ParameterizedTest
    @CsvSource({
        "OWN_USE, PERSONAL, INVITATION",
        "OWN_USE, PERSONAL, CLOSED",
        "OWN_USE, LICENSED, OPEN",
        "UNSTATED, PERSONAL, OPEN",
        "OPEN, PERSONAL, OPEN",
        "OPEN, OPEN, OPEN",
    })
    void startsWhereTheTermsAllowIt(DataTerms terms, Use use, RegistrationMode registration) {
        assertThatNoException().isThrownBy(() -> check(terms, use, registration));
    }

    @Test
    void refusesToHandValuesOnThatAreForTheHolderOfTheKey() {
        assertThatThrownBy(() -> check(DataTerms.OWN_USE, Use.PERSONAL, RegistrationMode.OPEN))
                .isInstanceOf(StartRefusal.class)
                .hasMessage(
                        "The terms of test keep its values for the holder of the key, and this network lets everybody"
                                + " register: set PAPERTRADER_REGISTRATION_MODE to invitation or closed, or PAPERTRADER_MARKET_USE to"
                                + " licensed where a contract permits it.");
        assertThatThrownBy(() -> check(DataTerms.OWN_USE, Use.OPEN, RegistrationMode.CLOSED))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("write licensed where a contract permits it, or personal");
    }

    private static void check(DataTerms terms, Use use, RegistrationMode registration) {
        LiveProvider provider = new SomeProvider("test", terms);
        Permission.check(List.of(provider), use, registration);
    }
}
