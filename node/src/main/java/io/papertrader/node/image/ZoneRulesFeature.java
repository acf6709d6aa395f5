package io.papertrader.node.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.nativeimage.hosted.Feature;

/**
 * Puts the rules of time zones into an executable as the JDK's file has them. As the objects that they would be read
 * into while the executable is built, those of all the world took up a tenth of it; so a zone's are read when it is
 * asked for.
 */
public final class ZoneRulesFeature implements Feature {
    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        Map<String, byte[]> rules = new ConcurrentHashMap<>(read());
        try {
            access.registerFieldValueTransformer(
                    access.findClassByName("java.time.zone.TzdbZoneRulesProvider")
                            .getDeclaredField("regionToRules"),
                    (provider, objects) -> rules);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("This JDK keeps the rules of time zones in another way", e);
        }
    }

    private static Map<String, byte[]> read() {
        Path file = Path.of(System.getProperty("java.home"), "lib", "tzdb.dat");
        try {
            return ZoneRulesFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The rules of time zones cannot be read: " + file, e);
        }
    }
}
