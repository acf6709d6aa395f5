package io.papertrader.master.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassListTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann,ann@example.org\nbob\n",
                "ann,ann@example.org\r\nbob,\r\n",
                "\uFEFFusername,email\r\nann,ann@example.org\r\nbob,\r\n",
                "Name,Email,Username\nAnn A.,ann@example.org,ann\nBob,,bob",
                "username;email\nann;ann@example.org\nbob;",
                "\n\nann , ann@example.org\n\n\"bob\"\n",
                "\uFEFF\"ann\",\"ann@example.org\"\r\n\"bob\",\"\"\r\n"
            })
    void takesWhatSpreadsheetsWrite(String file) {
        ClassList list = parse(file);

        assertThat(list.faults()).isEmpty();
        assertThat(list.users())
                .extracting(NewUser::userName)
                .containsExactly(new UserName("ann"), new UserName("bob"));
        assertThat(list.users())
                .extracting(NewUser::email)
                .containsExactly(Optional.of(new Email("ann@example.org")), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ann~b o b~cid                   | Line 2: the username must be 1 to 24 characters
            ann~,bob@example.org            | Line 2: the username must be 1 to 24 characters
            ann~bob,bob                     | Line 2: the email address must be an address
            ann~bob~ANN                     | Line 3: the username ANN is in line 1 already.
            ann,a@b.org~bob,A@B.org         | Line 2: the email address A@B.org is in line 1 already.
            username,email~~ann~ann         | Line 4: the username ann is in line 3 already.
            """)
    void namesTheLineThatIsBad(String file, String fault) {
        ClassList list = parse(file.replace('~', '\n'));

        assertThat(list.faults()).singleElement().asString().startsWith(fault);
    }

    @Test
    void namesEveryBadLine() {
        assertThat(parse("b o b\nann\nc d\n").faults()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "username,email\n"})
    void saysThatNobodyIsInTheFile(String file) {
        assertThat(parse(file).faults()).containsExactly("The file has no line with a username.");
    }

    @Test
    void saysThatTheFileIsInAnotherEncoding() {
        byte[] latin = "m\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ClassList.parse(latin).faults()).singleElement().asString().contains("not in UTF-8");
    }

    @Test
    void makesNoMoreAccountsThanTheBound() {
        String tooMany = IntStream.rangeClosed(0, ClassList.MOST)
                .mapToObj(i -> "pupil-" + i)
                .collect(Collectors.joining("\n"));

        assertThat(parse(tooMany).faults()).singleElement().asString().contains("At most 1000");
    }

    private static ClassList parse(String file) {
        return ClassList.parse(file.getBytes(StandardCharsets.UTF_8));
    }
}
