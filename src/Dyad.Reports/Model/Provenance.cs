namespace Dyad.Reports.Model;

/// <summary>The address of a figure: its inputs, its method, its options, the version, and the command that computes it again.</summary>
/// <param name="Id">Unique within the report; figures refer to it.</param>
/// <param name="Inputs">The fact tables read.</param>
/// <param name="Method">Key of the method; its name is a text of the report (<c>method_name.*</c> in Texts/en.json).</param>
/// <param name="Citation">The paper and equation that the method follows.</param>
/// <param name="Options">Options that change the result (sector, years, resamples, seed, ...).</param>
/// <param name="Version">Version of Dyad.</param>
/// <param name="Command">A command that computes the figure again, as typed in a shell.</param>
public sealed record Provenance(
    string Id, IReadOnlyList<ProvenanceInput> Inputs, string Method, string Citation,
    IReadOnlyDictionary<string, string> Options, string Version, string Command);

/// <summary>One input: the fact table, its source, its vintage (release) and the checksum of the file that was read.</summary>
public sealed record ProvenanceInput(string Table, string Source, string Vintage, string Sha256);
