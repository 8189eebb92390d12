using Dyad.Equilibrium.ManySectors;

namespace Dyad.Equilibrium.OneSector;

/// <summary>
/// Multilateral resistances in levels (Anderson and van Wincoop 2003, eq. 9 to 11). Their common scale is free (Pi times and P
/// over any number is a solution too); here the means of ln Pi by output and of ln P by expenditure are equal, so that with
/// symmetric costs and balanced trade Pi = P (eq. 12).
/// </summary>
/// <param name="Outward">Pi by exporter.</param>
/// <param name="Inward">P by importer.</param>
/// <param name="Shipments">X by importer and exporter.</param>
/// <param name="Status">Why the solver stopped.</param>
/// <param name="Residuals">What the equations miss at the solution.</param>
/// <param name="Iterations">Passes over the matrix that the solver made.</param>
public sealed record Resistances(
    double[] Outward, double[] Inward, double[] Shipments, SolveStatus Status, OneSectorResiduals Residuals, int Iterations);
