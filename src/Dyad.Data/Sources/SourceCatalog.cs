namespace Dyad.Data.Sources;

/// <summary>The sources that can be asked.</summary>
public static class SourceCatalog
{
    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<ISource> All { get; } = [.. new ISource[]
    {
        new Baci.BaciSource(),
        new Comtrade.ComtradeSource(),
        new Gravity.GravitySource(),
        new Icio.IcioSource(),
        new OpenAlex.OpenAlexSource(),
        new Lists.ScreeningListsSource(),
        new Sdmx.SdmxSource(),
        new Wiod2016.Wiod2016Source(),
        new Wits.WitsSource(),
        new WorldBank.WorldBankSource(),
    }.OrderBy(s => s.Info.Name, StringComparer.Ordinal)];

    /// <summary>A source by its name.</summary>
    /// <exception cref="FactException">There is none of that name.</exception>
    public static ISource Find(string name) =>
        All.FirstOrDefault(s => s.Info.Name == name)
        ?? throw new FactException($"no source '{name}'; there are: {string.Join(", ", All.Select(s => s.Info.Name))}");
}
