package io.papertrader.bench.edge;

import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.UserName;
import java.net.InetAddress;

/** Ten thousand tries of strangers to get in, and the addresses that they come from. */
enum Guesses {
    OF_ONE("10 000 wrong passwords from one address", false) {
        @Override
        Request request(int number, UserName owner) {
            return new Login(new UserName("nobody-" + number), WRONG, false);
        }

        @Override
        InetAddress from(int number) {
            return InetAddress.ofLiteral("127.0.1.1");
        }
    },

    OF_MANY("10 000 addresses with a wrong password each for one account", true) {
        @Override
        Request request(int number, UserName owner) {
            return new Login(owner, WRONG, false);
        }

        @Override
        InetAddress from(int number) {
            return InetAddress.ofLiteral("127.1." + number / BYTE + "." + number % BYTE);
        }
    },

    REGISTRATIONS("10 000 registrations from one address", false) {
        @Override
        Request request(int number, UserName owner) {
            String name = "new-" + System.nanoTime();
            return new Register(new UserName(name), new Email(name + "@example.org"), WRONG);
        }

        @Override
        InetAddress from(int number) {
            return InetAddress.ofLiteral("127.0.1.2");
        }
    };

    static final int COUNT = 10_000;

    private static final int BYTE = 256;
    private static final HashedPass WRONG = new HashedPass("A".repeat(43));

    private final String label;
    private final boolean isEachOnItsOwn;

    Guesses(String label, boolean isEachOnItsOwn) {
        this.label = label;
        this.isEachOnItsOwn = isEachOnItsOwn;
    }

    String label() {
        return label;
    }

    /** True where each try has a connection of its own. */
    boolean isEachOnItsOwn() {
        return isEachOnItsOwn;
    }

    /**
     * One try.
     *
     * @param owner the account that is known to exist
     */
    abstract Request request(int number, UserName owner);

    abstract InetAddress from(int number);
}
