package io.papertrader.node.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The JDK's {@code tzdb.dat}: a byte and a name, its versions, the names of all regions, the rules, and for each
 * version which region has which rules. Numbers have two bytes; a text or a rule follows its length.
 */
final class ZoneRulesFile {
    private static final String NAME = "TZDB";

    private ZoneRulesFile() {}

    /** The rules of each region, as bytes; those of its newest version, which stands last. */
    static Map<String, byte[]> read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.readByte();
            if (!in.readUTF().equals(NAME)) {
                throw new IOException("not a file of time zones");
            }
            int versions = texts(in).length;
            String[] regions = texts(in);
            byte[][] rules = rules(in);
            Map<String, byte[]> byRegion = new HashMap<>();
            for (int version = 0; version < versions; version++) {
                int count = in.readShort();
                for (int i = 0; i < count; i++) {
                    byRegion.put(regions[in.readShort()], rules[in.readShort()]);
                }
            }
            return byRegion;
        }
    }

    private static String[] texts(DataInputStream in) throws IOException {
        String[] texts = new String[in.readShort()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.readUTF();
        }
        return texts;
    }

    private static byte[][] rules(DataInputStream in) throws IOException {
        byte[][] rules = new byte[in.readShort()][];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = in.readNBytes(in.readShort());
        }
        return rules;
    }
}
