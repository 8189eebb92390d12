using System.Security.Cryptography;
using Dyad.Dossier.Log;

namespace Dyad.Dossier.Signing;

/// <summary>What a head signs.</summary>
public sealed record SignedStatement(string Dossier, string Digest, string Side, string Signer);

/// <summary>A side's signature on the final text.</summary>
public sealed record SideSignature(string Side, string Signer, string Digest, string Key, string Signature, string At);

/// <summary>ECDSA over P-256 and SHA-256 (FIPS 186-5), signatures as r and s of 32 bytes each (IEEE P1363).</summary>
public static class Ecdsa
{
    /// <summary>A new key pair.</summary>
    public static ECDsa Create() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Public key (SubjectPublicKeyInfo) in base 64.</summary>
    public static string PublicKey(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>SHA-256 of a public key: people compare it over another channel.</summary>
    public static string Fingerprint(string publicKey) => CanonicalJson.Hash(Convert.FromBase64String(publicKey));

    /// <summary>Signs the canonical form of a record; base 64.</summary>
    public static string Sign<T>(ECDsa key, T statement)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToBase64String(key.SignData(CanonicalJson.Bytes(statement), HashAlgorithmName.SHA256));
    }

    /// <summary>Whether the signature is the key's on the record. False also where either cannot be read, or the curve is another.</summary>
    public static bool Verify<T>(string publicKey, T statement, string signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Exact(publicKey), out _);
            return key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                && PublicKey(key) == publicKey
                && key.VerifyData(CanonicalJson.Bytes(statement), Exact(signature), HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Base 64 in its one form: bits that mean nothing must not differ unseen.</summary>
    private static byte[] Exact(string text)
    {
        var bytes = Convert.FromBase64String(text);
        return Convert.ToBase64String(bytes) == text ? bytes : throw new FormatException("Not the one form of base 64.");
    }
}
