package io.papertrader.cli.view;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * The places that text takes on a terminal: none for marks on a letter, two for the letters of East Asia and for
 * pictures.
 */
final class Width {
    private static final String CUT = "..";

    /** Letters of these fill a square. */
    private static final Set<UnicodeScript> WIDE_SCRIPTS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI,
            UnicodeScript.TANGUT,
            UnicodeScript.NUSHU,
            UnicodeScript.KHITAN_SMALL_SCRIPT);

    /** Blocks whose signs are wide, whatever script they are used with. */
    private static final Set<UnicodeBlock> WIDE_BLOCKS = Set.of(
            UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
            UnicodeBlock.CJK_COMPATIBILITY,
            UnicodeBlock.CJK_COMPATIBILITY_FORMS,
            UnicodeBlock.ENCLOSED_CJK_LETTERS_AND_MONTHS,
            UnicodeBlock.VERTICAL_FORMS,
            UnicodeBlock.SMALL_FORM_VARIANTS);

    private static final int FIRST_MARK = 0x300;
    private static final int LAST_FULL_WIDTH = 0xFF60;
    private static final int FIRST_FULL_WIDTH_SIGN = 0xFFE0;
    private static final int LAST_FULL_WIDTH_SIGN = 0xFFE6;
    private static final int FIRST_JOINING_JAMO = 0x1160;
    private static final int LAST_JOINING_JAMO = 0x11FF;

    private Width() {}

    static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    /** The part of the text that fits, with a sign that it goes on where it does not fit whole. */
    static String cut(String text, int places) {
        if (of(text) <= places) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int left = places - CUT.length();
        for (int point : text.codePoints().toArray()) {
            left -= of(point);
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(point);
        }
        return cut.toString().stripTrailing() + CUT;
    }

    private static int of(int point) {
        if (point < FIRST_MARK) {
            return 1;
        }
        if (isMark(point)) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || (point >= FIRST_JOINING_JAMO && point <= LAST_JOINING_JAMO);
    }

    private static boolean isWide(int point) {
        UnicodeBlock block = UnicodeBlock.of(point);
        if (UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS.equals(block)) {
            return point <= LAST_FULL_WIDTH || (point >= FIRST_FULL_WIDTH_SIGN && point <= LAST_FULL_WIDTH_SIGN);
        }
        return WIDE_SCRIPTS.contains(UnicodeScript.of(point))
                || WIDE_BLOCKS.stream().anyMatch(wide -> wide.equals(block))
                || Character.isEmojiPresentation(point);
    }
}
