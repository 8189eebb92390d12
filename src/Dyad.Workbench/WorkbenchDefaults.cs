using System.Reflection;

namespace Dyad.Workbench;

/// <summary>Where a program finds its facts, and what it calls itself.</summary>
public static class WorkbenchDefaults
{
    /// <summary>Version of Dyad, as it is written into every address.</summary>
    public static string Version { get; } =
        typeof(WorkbenchDefaults).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion
            .Split('+')[0];

    /// <summary>The folder of the built-in facts: <c>DYAD_DATA</c> (set by the launchers), else <c>data</c> beside the program.</summary>
    public static string DataFolder =>
        Environment.GetEnvironmentVariable("DYAD_DATA") is { Length: > 0 } set ? set : Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>
    /// The folder of vintages: <c>DYAD_STORE</c>, else <c>dyad/store</c> below the user's folder of application data
    /// (<c>~/.local/share</c>).
    /// </summary>
    public static string StoreFolder => OfUser("DYAD_STORE", "store");

    /// <summary>
    /// The folder of dossiers: <c>DYAD_DOSSIERS</c>, else <c>dyad/dossiers</c> below the user's folder of application data.
    /// </summary>
    public static string DossierFolder => OfUser("DYAD_DOSSIERS", "dossiers");

    /// <summary>The command as the user types it: <c>./dyad</c> in a clone, <c>dyad</c> as an installed tool.</summary>
    public static string Command => Environment.GetEnvironmentVariable("DYAD_COMMAND") is { Length: > 0 } set ? set : "dyad";

    private static string OfUser(string variable, string folder)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set)
            return set;
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data, "dyad", folder);
    }
}
