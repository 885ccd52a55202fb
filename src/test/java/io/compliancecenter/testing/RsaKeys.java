package io.compliancecenter.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real RSA keys of 2048 bits, each another one, that keep no secret: their primes are here. To search for others takes half a
 * second of the processor for each key.
 */
public final class RsaKeys {

    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

    /** The first primes after this one number, which makes their products as long as they have to be. */
    private static final BigInteger BEFORE = BigInteger.valueOf(3).shiftLeft(1022);

    private static final int[] DISTANCES = {1037, 1697, 1937, 2087, 2197, 3031, 3727, 5111};

    private static final AtomicInteger TAKEN = new AtomicInteger();

    private RsaKeys() {}

    /** Another key than the 27 before. */
    public static KeyPair next() {
        int number = TAKEN.getAndIncrement() % (DISTANCES.length * (DISTANCES.length - 1) / 2);
        int second = 1;
        while (number >= second) {
            number -= second;
            second++;
        }
        return of(prime(number), prime(second));
    }

    private static BigInteger prime(int index) {
        return BEFORE.add(BigInteger.valueOf(DISTANCES[index]));
    }

    private static KeyPair of(BigInteger p, BigInteger q) {
        BigInteger modulus = p.multiply(q);
        BigInteger pMinusOne = p.subtract(BigInteger.ONE);
        BigInteger qMinusOne = q.subtract(BigInteger.ONE);
        BigInteger secret = EXPONENT.modInverse(pMinusOne.multiply(qMinusOne));
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA");
            return new KeyPair(
                    keys.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
                    keys.generatePrivate(new RSAPrivateCrtKeySpec(
                            modulus,
                            EXPONENT,
                            secret,
                            p,
                            q,
                            secret.mod(pMinusOne),
                            secret.mod(qMinusOne),
                            q.modInverse(p))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
