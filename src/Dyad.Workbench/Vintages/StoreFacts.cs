using Dyad.Data.Store;
using Dyad.Data.Vintages;

namespace Dyad.Workbench.Vintages;

/// <summary>Which facts a command stands on: the built-in ones, vintages over them, a user's own in their place.</summary>
/// <param name="UserData">Folder with a user's own tables; null: none.</param>
/// <param name="Store">Folder of vintages; null: the default.</param>
/// <param name="AsOf">The moment whose vintages are taken; null: the latest.</param>
public sealed record StoreFacts(string? UserData = null, string? Store = null, DateTimeOffset? AsOf = null)
{
    /// <summary>Opens the tables.</summary>
    /// <exception cref="Data.FactException">A folder is absent, or what was known at the moment cannot be told.</exception>
    public FactStore Open(TimeProvider clock)
    {
        var store = VintageStore.At(Store ?? WorkbenchDefaults.StoreFolder, clock);
        if (AsOf is not null && !store.Exists)
            throw new UserException($"--as-of: no vintages in {store.Root} (dyad data fetch); without --as-of the built-in facts are taken");
        var live = store.Exists ? LiveFacts.Of(store, AsOf) : null;
        return FactStore.Open(WorkbenchDefaults.DataFolder, UserData, live is { IsEmpty: false } ? live : null);
    }

    /// <summary>
    /// The options that lead to the same facts again, with a blank before each; <paramref name="opened"/> tells whether vintages play a
    /// part: then the moment is pinned, the same whichever way it was asked for.
    /// </summary>
    /// <param name="opened">The facts, opened.</param>
    /// <param name="source">A source whose own table plays a part as well, or null.</param>
    public string Arguments(FactStore opened, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(opened);
        var options = UserData is null ? "" : $" --data \"{UserData}\"";
        return opened.Live?.Moment(source) is { } moment
            ? $"{options}{(Store is null ? "" : $" --store \"{Store}\"")} --as-of {Moment.Show(moment)}"
            : options;
    }
}
