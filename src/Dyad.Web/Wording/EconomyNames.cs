using Dyad.Workbench.Dossiers;

namespace Dyad.Web.Wording;

/// <summary>Names of economies by code, as the facts have them; the code where they have none.</summary>
internal static class EconomyNames
{
    public static string Of(string code, string language) => PartyNames.Of(code) is { } name
        ? language switch { "zh" => name.Zh, "ru" => name.Ru, _ => name.En } : code;
}
