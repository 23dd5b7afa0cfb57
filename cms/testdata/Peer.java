// The second peer of the interoperability tests: BouncyCastle makes and checks CMS and
// time stamps with national keys. Run as one file, with bcprov, bcutil and bcpkix on
// the class path:
//
//   java Peer.java check DIR   for each NAME.p7s and NAME.tst says whether it is good for DIR/content
//   java Peer.java make DIR    makes certificates, signatures and tokens over DIR/content

import java.io.File;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cryptopro.ECGOST3410NamedCurves;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jcajce.spec.GOST3410ParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

public class Peer {
    static final String[][] CURVES = {
        {"Tc26-Gost-3410-12-256-paramSetA", "256"}, {"GostR3410-2001-CryptoPro-A", "256"},
        {"GostR3410-2001-CryptoPro-B", "256"}, {"GostR3410-2001-CryptoPro-C", "256"},
        {"Tc26-Gost-3410-12-512-paramSetA", "512"}, {"Tc26-Gost-3410-12-512-paramSetB", "512"},
        {"Tc26-Gost-3410-12-512-paramSetC", "512"},
    };

    static DigestCalculatorProvider digests;

    public static void main(String[] args) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        digests = new JcaDigestCalculatorProviderBuilder().setProvider("BC").build();
        Path dir = Path.of(args[1]);
        byte[] content = Files.readAllBytes(dir.resolve("content"));
        if (args[0].equals("make")) {
            for (String[] curve : CURVES) {
                make(dir, curve[0], curve[1], content);
            }
            return;
        }
        File[] files = dir.toFile().listFiles();
        Arrays.sort(files);
        for (File f : files) {
            if (f.getName().endsWith(".p7s") || f.getName().endsWith(".tst")) {
                System.out.println(f.getName() + " " + check(f, content));
            }
        }
    }

    @SuppressWarnings("unchecked") // the stores of certificates have no type
    static String check(File f, byte[] content) {
        try {
            byte[] bytes = Files.readAllBytes(f.toPath());
            if (f.getName().endsWith(".tst")) {
                return checkToken(bytes, content) ? "good" : "bad";
            }
            CMSSignedData message = new CMSSignedData(new CMSProcessableByteArray(content), bytes);
            for (SignerInformation signer : message.getSignerInfos()) {
                X509CertificateHolder certificate = (X509CertificateHolder) message.getCertificates().getMatches(signer.getSID()).iterator().next();
                if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(certificate))) {
                    return "bad";
                }
            }
            return "good";
        } catch (Exception e) {
            return "bad: " + e;
        }
    }

    @SuppressWarnings("unchecked")
    static boolean checkToken(byte[] bytes, byte[] content) throws Exception {
        TimeStampToken token = new TimeStampToken(new CMSSignedData(bytes));
        X509CertificateHolder certificate = (X509CertificateHolder) token.getCertificates().getMatches(token.getSID()).iterator().next();
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(certificate));
        MessageDigest digest = MessageDigest.getInstance(token.getTimeStampInfo().getMessageImprintAlgOID().getId(), "BC");
        return Arrays.equals(digest.digest(content), token.getTimeStampInfo().getMessageImprintDigest());
    }

    static void make(Path dir, String curve, String bits, byte[] content) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("ECGOST3410-2012", "BC");
        ASN1ObjectIdentifier digest = new ASN1ObjectIdentifier("1.2.643.7.1.1.2." + (bits.equals("256") ? "2" : "3"));
        generator.initialize(new GOST3410ParameterSpec(ECGOST3410NamedCurves.getOID(curve), digest));
        ContentSigner[] signers = new ContentSigner[2];
        X509Certificate[] certificates = new X509Certificate[2];
        KeyPair[] keys = new KeyPair[2];
        String algorithm = "GOST3411-2012-" + bits + "WITHECGOST3410-2012-" + bits;
        for (int i = 0; i < 2; i++) {
            keys[i] = generator.generateKeyPair();
            signers[i] = new JcaContentSignerBuilder(algorithm).setProvider("BC").build(keys[i].getPrivate());
            certificates[i] = certificate(keys[i], signers[i], i == 1);
        }
        Files.write(dir.resolve(curve + ".crt"), certificates[0].getEncoded());
        Files.write(dir.resolve(curve + ".tsa"), certificates[1].getEncoded());

        CMSSignedDataGenerator detached = new CMSSignedDataGenerator();
        detached.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(digests).build(signers[0], certificates[0]));
        detached.addCertificates(new JcaCertStore(List.of(certificates[0])));
        Files.write(dir.resolve(curve + ".detached"), detached.generate(new CMSProcessableByteArray(content), false).getEncoded());

        CMSSignedDataStreamGenerator stream = new CMSSignedDataStreamGenerator();
        stream.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(digests).build(signers[0], certificates[0]));
        stream.addCertificates(new JcaCertStore(List.of(certificates[0])));
        try (OutputStream file = new FileOutputStream(dir.resolve(curve + ".stream").toFile()); OutputStream to = stream.open(file, true)) {
            to.write(content);
        }

        TimeStampTokenGenerator service = new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder().setProvider("BC").build(algorithm, keys[1].getPrivate(), certificates[1]),
            digests.get(new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1"))),
            new ASN1ObjectIdentifier("1.2.643.100.999.3"));
        service.addCertificates(new JcaCertStore(List.of(certificates[1])));
        TimeStampRequestGenerator request = new TimeStampRequestGenerator();
        request.setCertReq(true);
        byte[] imprint = MessageDigest.getInstance(digest.getId(), "BC").digest(content);
        Files.write(dir.resolve(curve + ".token"), service.generate(request.generate(digest, imprint, BigInteger.TEN), BigInteger.ONE, new Date()).getEncoded());
    }

    static X509Certificate certificate(KeyPair key, ContentSigner signer, boolean stamps) throws Exception {
        X500Name name = new X500Name("CN=BouncyCastle" + (stamps ? " TSA" : "") + ",C=RU");
        Date from = new Date(System.currentTimeMillis() - 3600_000L), to = new Date(System.currentTimeMillis() + 86400_000L);
        JcaX509v3CertificateBuilder b = new JcaX509v3CertificateBuilder(name, new BigInteger(64, new java.security.SecureRandom()), from, to, name, key.getPublic());
        b.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        b.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        if (stamps) {
            b.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        }
        return new JcaX509CertificateConverter().setProvider("BC").getCertificate(b.build(signer));
    }
}
