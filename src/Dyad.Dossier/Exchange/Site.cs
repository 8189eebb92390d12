using System.Security.Cryptography;
using System.Text;
using Dyad.Dossier.Signing;

namespace Dyad.Dossier.Exchange;

/// <summary>What a site signs: the last entry of a chain of its own, and by it all before.</summary>
public sealed record SealedHead(string Dossier, string Chain, long Number, string Hash);

/// <summary>A site's signature on the head of one of its chains, so that nobody else can write in its name.</summary>
public sealed record Seal(string Chain, long Number, string Hash, string Key, string Signature)
{
    /// <summary>Whether the key is that of the chain's site and the signature fits.</summary>
    public bool Holds(string dossier) =>
        Site.IdOf(Key) == Log.Entry.SiteOf(Chain) && Ecdsa.Verify(Key, new SealedHead(dossier, Chain, Number, Hash), Signature);
}

/// <summary>
/// A server of an institute: its key, and the id that follows from the key, by which its chains are named. Who does not hold the key cannot
/// write a chain of that name.
/// </summary>
public sealed class Site : IDisposable
{
    private readonly ECDsa _key;

    private Site(ECDsa key)
    {
        _key = key;
        PublicKey = Ecdsa.PublicKey(key);
        Id = IdOf(PublicKey);
    }

    /// <summary>Id: the first 20 digits of the fingerprint of the key.</summary>
    public string Id { get; }

    /// <summary>Public key in base 64.</summary>
    public string PublicKey { get; }

    /// <summary>A site with a new key.</summary>
    public static Site Create() => new(Ecdsa.Create());

    /// <summary>Reads the key from a file, or makes one and writes it, readable by its owner alone.</summary>
    /// <exception cref="DossierException">The file holds no such key.</exception>
    public static Site Open(string file)
    {
        var pem = OwnerOnly.ReadOrMake(file, () =>
        {
            using var made = Ecdsa.Create();
            return Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem());
        });
        try
        {
            var key = ECDsa.Create();
            key.ImportFromPem(Encoding.UTF8.GetString(pem));
            return new Site(key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new DossierException($"{file} holds no key of a site.", e);
        }
    }

    /// <summary>Id of the site with a public key; empty where the key cannot be read.</summary>
    public static string IdOf(string publicKey)
    {
        try
        {
            return Ecdsa.Fingerprint(publicKey)[..20];
        }
        catch (FormatException)
        {
            return "";
        }
    }

    /// <summary>Seals the head of a chain of this site.</summary>
    public Seal Seal(string dossier, string chain, long number, string hash) =>
        new(chain, number, hash, PublicKey, Ecdsa.Sign(_key, new SealedHead(dossier, chain, number, hash)));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
