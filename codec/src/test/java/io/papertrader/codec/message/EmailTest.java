package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a@b.c", "ada.lovelace+x@example.org", "é'!#%@sub.ex-ample.org", "ада@почта.рф", "अदा@भारत.भारत"
            })
    void takesAddresses(String address) {
        assertThat(new Email(address)).hasToString(address);
    }

    @Test
    void takes321CharactersAndNo322() {
        String domain = String.join(".", List.of("d".repeat(63), "d".repeat(63), "d".repeat(63), "d".repeat(62)));
        String longest = "l".repeat(64) + "@" + domain + ".d";
        assertThat(longest).hasSize(321);

        assertThat(new Email(longest)).hasToString(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new Email(longest + "d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Email("l".repeat(65) + "@example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Email("l@" + "d".repeat(64) + ".org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.c",
                "a@b",
                "a@.c",
                "a@b.",
                "a@b..c",
                "a@@b.c",
                "a b@c.d",
                "a\u00a0b@c.d",
                "a\u2028b@c.d",
                "a\u0000@b.c",
                "a\u0085@b.c",
                "a\u202e@b.c",
                "a@b.c\n",
                "a@b_c.d"
            })
    void refusesAnythingElse(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Email(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@-.-", "a@-b.c", "a@b-.c", "a@b.-c", "a@b.c-"})
    void givesNoAccountADomainWithAHyphenAtAnEnd(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Email.ofNewAccount(address))
                .withMessageContaining("neither begin nor end with '-'");
        assertThat(new Email(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a(b@c.d",
                "a,b@c.d",
                "\"a\"@c.d",
                "a)b@c.d",
                "a<b@c.d",
                "a;b@c.d",
                "a:b@c.d",
                "a[b@c.d",
                "a\\b@c.d"
            })
    void givesNoAccountWhatMailersRefuse(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Email.ofNewAccount(address))
                .withMessageContaining("before the '@'");
        assertThat(new Email(address).onMail()).isEmpty();
    }

    /** Mail to it would come to strasse.example, which may be somebody else's. */
    @ParameterizedTest
    @ValueSource(strings = {"ada@straße.example", "ada@STRAẞE.example", "ada@Σίσυφος.example"})
    void givesNoAccountADomainThatMailTakesForAnother(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Email.ofNewAccount(address))
                .withMessageContaining("xn--");
        assertThat(new Email(address).onMail()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.org",
        "Ada.L+x'y@Example.org, Ada.L+x'y@Example.org",
        "ada@bücher.example, ada@xn--bcher-kva.example",
        "ada@BÜCHER.Example, ada@xn--bcher-kva.example",
        "ada@почта.рф, ada@xn--80a1acny.xn--p1ai",
        "ada@भारत.भारत, ada@xn--h2brj9c.xn--h2brj9c",
        "ada@xn--strae-oqa.example, ada@xn--strae-oqa.example",
    })
    void isWrittenOnMailWithItsDomainInPunycode(String address, String written) {
        assertThat(Email.ofNewAccount(address).onMail()).contains(written);
    }

    @Test
    void isNotWrittenOnMailWhereItsNameIsNotOfAscii() {
        assertThat(Email.ofNewAccount("é@example.org").onMail()).isEmpty();
    }

    @Test
    void isKeptInOneForm() {
        assertThat(new Email("ame\u0301lie@cafe\u0301.example")).isEqualTo(new Email("amélie@café.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "ADA@EXAMPLE.org, ada@example.org",
        "Ada@Ärger.example, ada@ärger.example",
        "ada@xn--bcher-kva.example, ada@BÜCHER.example",
        "ada@XN--BCHER-KVA.example, ada@bücher.example",
        "ΑΔΑΣ@example.org, αδας@example.org",
        "ﬁona@example.org, fiona@example.org",
        "ａｄａ@example.org, ada@example.org",
        "INGRID@example.org, ingrid@example.org",
        "İngrid@example.org, İNGRID@example.org",
        "अदा@भारत.भारत, अदा@xn--h2brj9c.xn--h2brj9c",
    })
    void isTheSameAddressInOtherLettersOrForms(String one, String other) {
        assertThat(new Email(one).key()).isEqualTo(new Email(other).key());
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.com",
        "ada@straße.example, ada@strasse.example",
        "é@example.org, e@example.org",
        "ada@bücher.example, ada@bucher.example",
    })
    void isAnotherAddressInOtherCharacters(String one, String other) {
        assertThat(new Email(one).key()).isNotEqualTo(new Email(other).key());
    }

    @Test
    void refusesALongTextWithoutADeepStack() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Email("a@b" + ".c".repeat(30_000)));
    }
}
