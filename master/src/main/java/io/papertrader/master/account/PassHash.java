package io.papertrader.master.account;

/** A password's hash as it is stored, with salt and cost. */
public record PassHash(String value) {
    @Override
    public String toString() {
        return "PassHash[hidden]";
    }
}
