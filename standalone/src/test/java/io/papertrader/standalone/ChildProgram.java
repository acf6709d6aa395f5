package io.papertrader.standalone;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A server of few words, for tests. */
final class ChildProgram {

    private ChildProgram() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "fail" -> {
                System.out.println("the disk is made of cheese");
                System.exit(3);
            }
            case "hang" -> Runtime.getRuntime().addShutdownHook(new Thread(ChildProgram::hang));
            default -> {
                // Ends when it is told to.
            }
        }
        System.out.println(ProcessHandle.current().pid());
        // A test that dies takes its child along.
        System.in.read();
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
