using System.Security.Claims;
using Dyad.Web.Accounts;

namespace Dyad.Web.Api;

/// <summary>What is asked of an account.</summary>
public static class Policies
{
    /// <summary>Who runs the server: opens dossiers and invites people; has no seat by it.</summary>
    public const string Operator = "operator";

    /// <summary>Whether an account runs the server.</summary>
    public static bool IsOperator(this ClaimsPrincipal user) => user.IsInRole(AccountClaims.OperatorRole);
}
