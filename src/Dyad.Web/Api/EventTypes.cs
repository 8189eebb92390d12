using System.Reflection;
using System.Text.Json.Serialization;
using Dyad.Dossier.Events;

namespace Dyad.Web.Api;

/// <summary>What members may send: each kind of event by the name that the log has for it.</summary>
public static class EventTypes
{
    /// <summary>Made by the server alone: opening, closing and signing have ways of their own.</summary>
    private static readonly Type[] ServerMade = [typeof(DossierOpened), typeof(TextClosed), typeof(TextSigned)];

    /// <summary>All kinds by name.</summary>
    public static IReadOnlyDictionary<string, Type> All { get; } = typeof(DossierEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(a => (string)a.TypeDiscriminator!, a => a.DerivedType, StringComparer.Ordinal);

    /// <summary>Those that members send.</summary>
    public static IReadOnlyDictionary<string, Type> Sendable { get; } =
        All.Where(t => !ServerMade.Contains(t.Value)).ToDictionary(StringComparer.Ordinal);
}
