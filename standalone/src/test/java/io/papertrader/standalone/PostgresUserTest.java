package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresUserTest {

    private static final List<Long> USUAL = List.of(0L, 1L, 1000L, 65_534L);

    @Test
    void isTheLaunchersOwnMostly() throws Exception {
        assertThat(new PostgresUser(1000, true, USUAL).prefix(prefix -> false)).isEmpty();
    }

    @Test
    void isNobodyForRootAndForAUserWithoutAName() throws Exception {
        assertThat(new PostgresUser(0, true, USUAL).prefix(prefix -> true))
                .containsExactly("unshare", "-U", "--map-user=65534");
        assertThat(new PostgresUser(4711, false, USUAL).prefix(prefix -> true))
                .containsExactly("unshare", "-U", "--map-user=65534");
    }

    @Test
    void isAnotherWhereThereIsNoNobody() throws Exception {
        assertThat(new PostgresUser(0, true, List.of(0L, 1L)).prefix(prefix -> true))
                .containsExactly("unshare", "-U", "--map-user=1");
    }

    @Test
    void saysTheRemedyWhereThereAreNoUserNamespaces() {
        assertThatThrownBy(() -> new PostgresUser(0, true, USUAL).prefix(prefix -> false))
                .isInstanceOf(StartFault.class)
                .message()
                .hasLineCount(1)
                .contains("does not run as root", "start PaperTrader as another user");
        assertThatThrownBy(() -> new PostgresUser(4711, false, USUAL).prefix(prefix -> false))
                .isInstanceOf(StartFault.class)
                .message()
                .hasLineCount(1)
                .contains("user 4711 has none", "echo papertrader:x:4711:4711::/:/bin/sh >> /etc/passwd");
    }
}
