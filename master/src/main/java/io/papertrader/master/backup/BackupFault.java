package io.papertrader.master.backup;

/** The reason why a backup cannot be restored, in a sentence for the operator. Nothing was changed. */
public final class BackupFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isOfTheFile;
    private final String sentence;

    private BackupFault(boolean isOfTheFile, String sentence) {
        super(sentence);
        this.sentence = sentence;
        this.isOfTheFile = isOfTheFile;
    }

    /** The file is not what it should be. */
    static BackupFault file(String sentence) {
        return new BackupFault(true, sentence);
    }

    /** The network that it was to come into is not ready for it. */
    static BackupFault target(String sentence) {
        return new BackupFault(false, sentence);
    }

    /** The reason. */
    public String sentence() {
        return sentence;
    }

    /** True where another file would do. */
    public boolean isOfTheFile() {
        return isOfTheFile;
    }
}
