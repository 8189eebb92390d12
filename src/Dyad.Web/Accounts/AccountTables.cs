using Dyad.Dossier.Storage;

namespace Dyad.Web.Accounts;

/// <summary>
/// The tables of accounts, in SQL that both engines read alike. Times are milliseconds since 1970, truths 0 and 1. Handles are ASCII; their
/// order is made outside, as that of the database may be a language's.
/// </summary>
internal static class AccountTables
{
    public static readonly TableFamily Family = new("account_version",
    [
        """
        CREATE TABLE accounts (
            handle text NOT NULL PRIMARY KEY,
            name text NOT NULL,
            password_hash text,
            security_stamp text NOT NULL,
            concurrency_stamp text NOT NULL,
            two_factor bigint NOT NULL,
            authenticator_key text,
            authenticator_step bigint NOT NULL,
            lockout_end bigint,
            failed_count bigint NOT NULL,
            is_operator bigint NOT NULL,
            disabled bigint NOT NULL,
            language text,
            created_at bigint NOT NULL,
            signing_key text);
        CREATE TABLE account_recovery_codes (
            handle text NOT NULL REFERENCES accounts,
            hash text NOT NULL,
            PRIMARY KEY (handle, hash));
        CREATE TABLE account_links (
            hash text NOT NULL PRIMARY KEY,
            handle text NOT NULL REFERENCES accounts,
            kind text NOT NULL,
            expires_at bigint NOT NULL,
            closed_at bigint);
        CREATE INDEX account_links_by_handle ON account_links (handle);
        CREATE TABLE account_logins (
            provider text NOT NULL,
            subject text NOT NULL,
            handle text NOT NULL REFERENCES accounts,
            PRIMARY KEY (provider, subject));
        """,
    ]);
}
