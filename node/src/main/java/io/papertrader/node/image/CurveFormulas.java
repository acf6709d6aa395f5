package io.papertrader.node.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ECParametersHolder;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.jspecify.annotations.Nullable;

/**
 * Leaves BouncyCastle's formulas for each single elliptic curve out of an executable. It then computes by the general
 * ones, which are slower; the keys that PaperTrader makes are on curve 25519, which has code of its own.
 */
@TargetClass(CustomNamedCurves.class)
final class CurveFormulas {
    private CurveFormulas() {}

    @Substitute
    public static @Nullable X9ECParameters getByOID(ASN1ObjectIdentifier curve) {
        return null;
    }

    @Substitute
    public static @Nullable X9ECParametersHolder getByOIDLazy(ASN1ObjectIdentifier curve) {
        return null;
    }

    @Substitute
    public static @Nullable X9ECParameters getByName(String curve) {
        return null;
    }

    @Substitute
    public static @Nullable X9ECParametersHolder getByNameLazy(String curve) {
        return null;
    }
}
