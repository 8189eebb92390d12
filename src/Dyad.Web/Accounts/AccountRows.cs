using System.Data.Common;
using Dyad.Dossier.Storage;

namespace Dyad.Web.Accounts;

/// <summary>An account as a row.</summary>
internal static class AccountRows
{
    private const string Columns =
        "handle, name, password_hash, security_stamp, concurrency_stamp, two_factor, authenticator_key, lockout_end, failed_count, "
        + "is_operator, disabled, language, created_at, signing_key";

    /// <summary>Accounts that fulfil a condition.</summary>
    public static async Task<List<Account>> ReadAsync(
        DbConnection connection, string where, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        await using var command = connection.Command($"SELECT {Columns} FROM accounts WHERE {where}", parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var accounts = new List<Account>();
        while (await reader.ReadAsync(cancellationToken))
        {
            accounts.Add(new Account
            {
                Handle = reader.GetString(0),
                Name = reader.GetString(1),
                PasswordHash = Text(reader, 2),
                SecurityStamp = reader.GetString(3),
                ConcurrencyStamp = reader.GetString(4),
                TwoFactorEnabled = reader.GetInt64(5) != 0,
                AuthenticatorKey = Text(reader, 6),
                LockoutEnd = reader.IsDBNull(7) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(7)),
                AccessFailedCount = (int)reader.GetInt64(8),
                IsOperator = reader.GetInt64(9) != 0,
                Disabled = reader.GetInt64(10) != 0,
                Language = Text(reader, 11),
                CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(12)),
                SigningKey = Text(reader, 13),
            });
        }

        return accounts;
    }

    /// <summary>Adds a row; a handle that is taken is a conflict.</summary>
    public static Task<int> InsertAsync(DbConnection connection, Account account, CancellationToken cancellationToken) =>
        AccountDatabase.ChangeAsync(
            connection,
            $"""
            INSERT INTO accounts ({Columns}, authenticator_step) VALUES (
                @handle, @name, @password_hash, @security_stamp, @concurrency_stamp, @two_factor, @authenticator_key,
                @lockout_end, @failed_count, @is_operator, @disabled, @language, @created_at, @signing_key, 0)
            """,
            [
                .. Values(account),
                ("@lockout_end", Value(account.LockoutEnd)),
                ("@failed_count", (long)account.AccessFailedCount),
                ("@created_at", account.CreatedAt.ToUnixTimeMilliseconds()),
                ("@signing_key", Value(account.SigningKey)),
            ],
            cancellationToken);

    /// <summary>What an update writes. Counts of failures, steps of codes and the signing key have statements of their own.</summary>
    public static (string Name, object Value)[] Values(Account account) =>
    [
        ("@handle", account.Handle),
        ("@name", account.Name),
        ("@password_hash", Value(account.PasswordHash)),
        ("@security_stamp", account.SecurityStamp),
        ("@concurrency_stamp", account.ConcurrencyStamp),
        ("@two_factor", Value(account.TwoFactorEnabled)),
        ("@authenticator_key", Value(account.AuthenticatorKey)),
        ("@is_operator", Value(account.IsOperator)),
        ("@disabled", Value(account.Disabled)),
        ("@language", Value(account.Language)),
    ];

    public static object Value(DateTimeOffset? time) => time is { } t ? t.ToUnixTimeMilliseconds() : DBNull.Value;

    private static object Value(string? text) => text is null ? DBNull.Value : text;

    private static long Value(bool truth) => truth ? 1L : 0L;

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
