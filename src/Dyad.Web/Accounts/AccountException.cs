namespace Dyad.Web.Accounts;

/// <summary>Something about an account that was refused, in one line that may be shown; it never quotes what was typed in.</summary>
public sealed class AccountException : Exception
{
    internal AccountException(AccountFault fault, Exception? inner = null)
        : base(Describe(fault), inner)
    {
        Fault = fault;
    }

    /// <summary>What it is.</summary>
    public AccountFault Fault { get; }

    internal static string Describe(AccountFault fault) => fault switch
    {
        AccountFault.LinkNotValid => "This link does not work any more; ask for a new one.",
        AccountFault.PasswordTooShort => $"A password has {PasswordRules.Shortest} characters or more.",
        AccountFault.PasswordIsHandle => "A password is neither the handle nor the name.",
        AccountFault.NoSuchAccount => "There is no such account.",
        AccountFault.LastOperator => "The last operator cannot be disabled.",
        AccountFault.WrongPassphrase => "The passphrase does not open the key.",
        AccountFault.PassphraseTooShort => $"A passphrase has {PasswordRules.Shortest} characters or more.",
        AccountFault.NoSigningKey => "There is no signing key yet.",
        AccountFault.SigningKeyExists => "There is a signing key already.",
        _ => "Somebody else changed the account at the same time.",
    };
}
