namespace Dyad.Scenarios.Model;

/// <summary>One elasticity with its standard error; 0 where none is known.</summary>
/// <param name="Mark">Where it stands; null in a set of the product.</param>
/// <param name="Mean">Value, above 0.</param>
/// <param name="StdErr">Standard error, at least 0.</param>
public sealed record Elasticity(TextMark? Mark, double Mean, double StdErr);

/// <summary>Trade elasticities of a scenario: the first of these that knows a sector gives its value.</summary>
/// <param name="Mark">Where they stand.</param>
/// <param name="Sectors">Elasticities by sector, named here.</param>
/// <param name="Services">Elasticity of every service that is not named, or null.</param>
/// <param name="Set">The data (<c>data</c>) or a named set of the product, or null.</param>
/// <param name="Default">Elasticity of what is left, or null.</param>
/// <param name="RelativeStdErr">Standard error of those that have none, as a part of the value; 0 for none.</param>
/// <param name="LogNormal">Whether they are lognormal; else normal, and a draw with one not above 0 fails.</param>
/// <param name="Source">Where they come from, or null.</param>
public sealed record ScenarioElasticities(
    TextMark Mark, IReadOnlyDictionary<string, Elasticity> Sectors, Elasticity? Services, NameAt? Set, Elasticity? Default,
    double RelativeStdErr, bool LogNormal, string? Source)
{
    /// <summary>Name of the elasticities that come with the data.</summary>
    public const string Data = "data";
}
