namespace Dyad.Web.Jobs;

/// <summary>What is estimated on a table, as <c>dyad fit</c> takes it.</summary>
/// <param name="Formula">The formula, as fixest writes it.</param>
/// <param name="Family"><c>poisson</c> or <c>gaussian</c>.</param>
/// <param name="Vcov">Covariance: <c>iid</c>, <c>hetero</c>, <c>cluster:V[,V]</c>, <c>dyadic:A,B</c>.</param>
public sealed record FitOrder(string Formula, string Family = "poisson", string Vcov = "hetero");
