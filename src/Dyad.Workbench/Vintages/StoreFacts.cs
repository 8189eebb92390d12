using Dyad.Data.Store;
using Dyad.Data.Vintages;

namespace Dyad.Workbench.Vintages;

/// <summary>Which facts a command stands on: the built-in ones, vintages over them, a user's own in their place.</summary>
/// <param name="UserData">Folder with a user's own tables; null: none.</param>
/// <param name="Store">Folder of vintages; null: the default.</param>
/// <param name="AsOf">The moment whose vintages are taken; null: the latest.</param>
public sealed record StoreFacts(string? UserData = null, string? Store = null, DateTimeOffset? AsOf = null)
{
    /// <summary>A store that is read; the default may have nothing yet, one that was named is there.</summary>
    /// <exception cref="UserException">It is not.</exception>
    internal static VintageStore ToRead(string? store, TimeProvider? clock = null) => store is null || Directory.Exists(store)
        ? VintageStore.At(store ?? WorkbenchDefaults.StoreFolder, clock)
        : throw new UserException($"--store {store}: no such folder; data fetch and data import make one");

    /// <summary>Opens the tables.</summary>
    /// <exception cref="UserException">The folder of vintages that was named is absent.</exception>
    /// <exception cref="Data.FactException">Another folder is absent, or what was known at the moment cannot be told.</exception>
    public FactStore Open(TimeProvider clock)
    {
        var store = ToRead(Store, clock);
        if (AsOf is not null && !store.Exists)
            throw new UserException($"--as-of: no vintages in {store.Root} (dyad data fetch); without --as-of the built-in facts are taken");
        var live = store.Exists ? LiveFacts.Of(store, AsOf) : null;
        return FactStore.Open(WorkbenchDefaults.DataFolder, UserData, live is { IsEmpty: false } ? live : null);
    }

    /// <summary>
    /// The options that lead to the same facts again, with a blank before each; <paramref name="opened"/> tells whether vintages play a
    /// part: then the moment is pinned, the same whichever way it was asked for. Where the store lies is of this machine and no part
    /// of them: the command holds where it is the default or in <c>DYAD_STORE</c>.
    /// </summary>
    /// <param name="opened">The facts, opened.</param>
    /// <param name="source">A source whose own table plays a part as well, or null.</param>
    public string Arguments(FactStore opened, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(opened);
        var options = UserData is null ? "" : $" --data \"{UserData}\"";
        return opened.Live?.Moment(source) is { } moment
            ? $"{options} --as-of {Moment.Show(moment)}"
            : options;
    }
}
