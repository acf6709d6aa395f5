package io.papertrader.standalone;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names of folders, as Java reads them in the encoding of the locale. A name that the encoding has no bytes for
 * comes out as another, and everything would go to a folder of that name, or nowhere.
 */
record FolderNames(LauncherEnvironment environment, String workingFolder, String encoding) {

    private static final char REPLACEMENT = '\uFFFD';

    static FolderNames of(LauncherEnvironment environment) {
        return new FolderNames(
                environment, System.getProperty("user.dir"), System.getProperty("sun.jnu.encoding", "unknown"));
    }

    void check() throws StartFault {
        for (Map.Entry<String, String> folder : folders().entrySet()) {
            if (isGarbled(folder.getValue())) {
                throw new StartFault(
                        "The name of %s, %s, cannot be said in the encoding of this locale, %s: set LC_ALL=C.UTF-8, then start again."
                                .formatted(folder.getKey(), folder.getValue(), encoding));
            }
        }
    }

    private Map<String, String> folders() {
        Map<String, String> folders = new LinkedHashMap<>();
        folders.put("this folder", workingFolder);
        for (String variable : new String[] {Settings.HOME, Settings.EXECUTABLES}) {
            folders.put("the folder in " + variable, environment.get(variable, ""));
        }
        return folders;
    }

    /** In UTF-8 a question mark is one; elsewhere it may stand for anything. */
    private boolean isGarbled(String name) {
        boolean isUnicode = encoding.equals(StandardCharsets.UTF_8.name());
        return name.indexOf(REPLACEMENT) >= 0 || (!isUnicode && name.indexOf('?') >= 0);
    }
}
