namespace Dyad.Web.Api;

/// <summary>Names of what is asked of an account.</summary>
public static class Policies
{
    /// <summary>Who runs the server: opens dossiers and invites people; has no seat by it.</summary>
    public const string Operator = "operator";

    /// <summary>Claim of an operator.</summary>
    public const string OperatorClaim = "operator";
}
