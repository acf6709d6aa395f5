package io.papertrader.master.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.replay.SheetRow.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetFileTest {
    @TempDir
    Path folder;

    private static List<SheetRow> rows(Path file, Place first) throws IOException {
        List<SheetRow> rows = new ArrayList<>();
        SheetFile.read(file, first, rows::add);
        return rows;
    }

    @Test
    void readsEveryRowAgainFromItsPlaceHoweverLinesEnd() throws IOException {
        String text = "\uFEFFsymbol,name\nÖ,\"ä\"\r\nB,long " + "x".repeat(70_000) + "\rC,3\n\nD,without an end";
        Path plain = Files.writeString(folder.resolve("all.csv"), text);
        Path packed = folder.resolve("all.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(plain));
        }

        for (Path file : List.of(plain, packed)) {
            List<SheetRow> all = rows(file, Place.BEGINNING);

            assertThat(all)
                    .extracting(row -> row.columns().getFirst())
                    .containsExactly("symbol", "Ö", "B", "C", "", "D");
            assertThat(all).extracting(SheetRow::number).containsExactly(1, 2, 3, 4, 5, 6);
            for (int first = 0; first < all.size(); first++) {
                assertThat(rows(file, all.get(first).place())).isEqualTo(all.subList(first, all.size()));
            }
        }
    }
}
