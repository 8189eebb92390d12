using System.Data.Common;
using System.Globalization;

namespace Dyad.Dossier.Storage;

/// <summary>The tables of a store and their version: a store of an earlier one is brought up to ours, one of a later one left alone.</summary>
internal static class StoreSchema
{
    /// <summary>Makes the tables, or leads them from their version to ours, in one transaction.</summary>
    /// <returns>Whether anything had to be written.</returns>
    /// <exception cref="StoreException">They are of a later version.</exception>
    public static async Task<bool> UpgradeAsync(
        DbConnection connection, SqlDialect dialect, TableFamily family, CancellationToken cancellationToken)
    {
        // Looked at first without a lock: a store that is as it should be opens while another writes, and for who may not alter it.
        if (await VersionAsync(connection, dialect, family, cancellationToken) == family.Upgrades.Count)
            return false;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (dialect.LockSchema.Length > 0)
            await connection.RunAsync(dialect.LockSchema, cancellationToken);
        var version = await VersionAsync(connection, dialect, family, cancellationToken);
        if (version == 0)
        {
            await connection.RunAsync(
                $"CREATE TABLE IF NOT EXISTS {family.VersionTable} (version bigint PRIMARY KEY)", cancellationToken);
        }

        for (; version < family.Upgrades.Count; version++)
        {
            await connection.RunAsync(family.Upgrades[(int)version], cancellationToken);
            await using var insert = connection.Command(
                $"INSERT INTO {family.VersionTable} (version) VALUES (@version)", ("@version", version + 1));
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The version of the tables that are there; 0 where there are none.</summary>
    /// <exception cref="StoreException">It is later than ours.</exception>
    public static async Task<long> VersionAsync(
        DbConnection connection, SqlDialect dialect, TableFamily family, CancellationToken cancellationToken)
    {
        await using var tables = connection.Command(dialect.CountTables(family.VersionTable));
        if (Convert.ToInt64(await tables.ScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0)
            return 0;
        await using var command = connection.Command($"SELECT max(version) FROM {family.VersionTable}");
        var version = Convert.ToInt64(await command.ScalarAsync(cancellationToken) ?? 0L, CultureInfo.InvariantCulture);
        return version <= family.Upgrades.Count ? version : throw new StoreException(
            StoreFault.Newer,
            $"the store was written by a later version of Dyad (schema {version}; this one reads up to {family.Upgrades.Count})");
    }
}
