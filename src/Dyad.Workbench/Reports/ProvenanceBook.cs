using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports;

/// <summary>
/// Collects the addresses of a report. The same inputs, method, options and command give the same address, and its id is drawn
/// from them, so that a report has the same ids whoever computes it and in whatever order.
/// </summary>
internal sealed class ProvenanceBook(Func<string, ProvenanceInput> input, string version, string command)
{
    private readonly SortedDictionary<string, Provenance> entries = new(StringComparer.Ordinal);

    /// <summary>All addresses, ordered by id.</summary>
    public IReadOnlyList<Provenance> Entries => [.. entries.Values];

    /// <summary>Takes over addresses of another book.</summary>
    public void Include(IEnumerable<Provenance> others)
    {
        foreach (var other in others)
            entries[other.Id] = other;
    }

    /// <summary>Records an address and returns its id.</summary>
    /// <param name="method">The method with its paper.</param>
    /// <param name="tables">Fact tables that were read.</param>
    /// <param name="arguments">Arguments of the command that computes the figure again, after the program's name.</param>
    /// <param name="options">What else determines the figure.</param>
    public string Add(
        MethodKey method, IEnumerable<string> tables, string arguments, params (string Name, object Value)[] options)
    {
        var inputs = tables.Select(input).ToList();
        var named = options.ToDictionary(o => o.Name, o => Convert.ToString(o.Value, CultureInfo.InvariantCulture)!);
        var key = string.Join('\n', [method.Key, arguments, .. inputs.Select(i => i.Sha256), .. named.Select(o => $"{o.Key}={o.Value}")]);
        var id = "p" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..10];
        entries[id] = new Provenance(id, inputs, method.Key, method.Citation, named, version, $"{command} {arguments}");
        return id;
    }
}
