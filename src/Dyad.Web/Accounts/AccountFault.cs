namespace Dyad.Web.Accounts;

/// <summary>Why something about an account was refused; a page has a sentence for each in the reader's language.</summary>
public enum AccountFault
{
    /// <summary>The link is unknown, used, replaced by a later one, or too old.</summary>
    LinkNotValid,

    /// <summary>The password is shorter than <see cref="PasswordRules.Shortest"/>.</summary>
    PasswordTooShort,

    /// <summary>The password is the handle or the name.</summary>
    PasswordIsHandle,

    /// <summary>There is no such account.</summary>
    NoSuchAccount,

    /// <summary>Somebody must be left who can keep the accounts.</summary>
    LastOperator,

    /// <summary>The passphrase does not open the key.</summary>
    WrongPassphrase,

    /// <summary>The passphrase is shorter than <see cref="PasswordRules.Shortest"/>.</summary>
    PassphraseTooShort,

    /// <summary>The account has no key to sign with yet.</summary>
    NoSigningKey,

    /// <summary>The account has a key to sign with already.</summary>
    SigningKeyExists,

    /// <summary>Somebody else changed the account at the same time.</summary>
    ChangedMeanwhile,
}
