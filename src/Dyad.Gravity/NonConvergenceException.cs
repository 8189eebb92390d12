namespace Dyad.Gravity;

/// <summary>An iteration ended before it reached its tolerance; the message says which and how far it came.</summary>
public sealed class NonConvergenceException(string message) : Exception(message);
