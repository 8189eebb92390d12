namespace Dyad.Scenarios.Model;

/// <summary>Flows that a change concerns. Trade of an economy with itself is never among them.</summary>
/// <param name="Mark">Where the change stands.</param>
/// <param name="From">Exporters: economies and groups; null for all that are not among the importers.</param>
/// <param name="To">Importers: economies and groups.</param>
/// <param name="BothWays">Whether the way back counts too.</param>
/// <param name="Sectors">Sectors and groups of sectors.</param>
public sealed record FlowSet(
    TextMark Mark, IReadOnlyList<NameAt>? From, IReadOnlyList<NameAt> To, bool BothWays, IReadOnlyList<NameAt> Sectors);
