using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dyad.Cluster.Connecting;

/// <summary>
/// A secret that coordinator and workers share, made into a certificate that all of them have and nobody else can make: TLS with it on
/// both ends admits those alone that hold the secret, and hides what is sent. The private key of the curve P-256 is derived from the
/// secret by PBKDF2, so that guessing is slow; the secret should be drawn at random all the same.
/// </summary>
public sealed class ClusterKey : IDisposable
{
    /// <summary>Environment variable that holds the secret.</summary>
    public const string Variable = "DYAD_CLUSTER_KEY";

    /// <summary>Characters of a secret at the least.</summary>
    public const int Least = 20;

    private const int Iterations = 200_000;

    private static readonly byte[] Salt = "dyad cluster key 1"u8.ToArray();

    private readonly byte[] publicKey;

    /// <summary>The key of a secret.</summary>
    /// <exception cref="ClusterException">The secret is too short.</exception>
    public ClusterKey(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length < Least)
            throw new ClusterException($"{Variable} has {secret.Length} characters: {Least} or more are needed");
        var scalar = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), Salt, Iterations, HashAlgorithmName.SHA256, 32);
        // The order of the curve begins with 32 bits of one: a scalar whose first byte is smaller is within it, and not zero.
        scalar[0] &= 0x7F;
        scalar[^1] |= 1;
        using var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        var request = new CertificateRequest("CN=dyad", pair, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(
            new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero));
        // Windows takes no key for TLS that lives in memory alone.
        Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        publicKey = Certificate.PublicKey.ExportSubjectPublicKeyInfo();
    }

    /// <summary>The certificate with its private key.</summary>
    internal X509Certificate2 Certificate { get; }

    /// <summary>The key in the environment, or null.</summary>
    public static ClusterKey? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } secret ? new ClusterKey(secret) : null;

    /// <inheritdoc />
    public void Dispose() => Certificate.Dispose();

    /// <summary>Whether the other end holds the same secret: it has proved that it has the private key of its certificate.</summary>
    internal bool Admits(X509Certificate? other) =>
        other is X509Certificate2 full && full.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey);

    /// <summary>How the end that dials proves itself and checks the other.</summary>
    internal SslClientAuthenticationOptions ClientOptions() => new()
    {
        TargetHost = "dyad",
        ClientCertificates = [Certificate],
        LocalCertificateSelectionCallback = (_, _, _, _, _) => Certificate,
        RemoteCertificateValidationCallback = (_, other, _, _) => Admits(other),
    };
}
