using System.Security.Cryptography;
using System.Text;

namespace Dyad.Dossier.Rounds;

/// <summary>
/// Names under which experts answer: the same within a round, different between rounds, and told by nobody without the secret of the
/// site, which never leaves it.
/// </summary>
public sealed class Pseudonyms(byte[] secret)
{
    /// <summary>What pseudonyms begin with; no member's id does.</summary>
    public const string Prefix = "expert-";

    /// <summary>The name of a member in a round.</summary>
    public string Of(string dossier, string round, string member) =>
        Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{dossier}\n{round}\n{member}")))[..20];
}
