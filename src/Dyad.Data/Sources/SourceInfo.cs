using Dyad.Data.Schema;

namespace Dyad.Data.Sources;

/// <summary>What is to be known of a source before anything is asked of it.</summary>
/// <param name="Name">Name on the command line: <c>comtrade</c>, <c>worldbank</c>, ...</param>
/// <param name="Title">Name of the data set, as its publisher writes it.</param>
/// <param name="Publisher">Who publishes it.</param>
/// <param name="Licence">Licence or terms of use.</param>
/// <param name="Citation">How it wants to be cited.</param>
/// <param name="Address">Where its service or its files are; requests are made below it.</param>
/// <param name="ByHand">How to get the same data by hand, in one sentence: the page to download from and the command to import it.</param>
/// <param name="Tables">The tables that its answers fill.</param>
public sealed record SourceInfo(
    string Name, string Title, string Publisher, string Licence, string Citation, Uri Address, string ByHand,
    IReadOnlyList<FactTableSchema> Tables)
{
    /// <summary>Environment variable of the key that the service wants or takes; null where it takes none.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>Requests a second that the service allows at the most.</summary>
    public double RequestsPerSecond { get; init; } = 2;
}
