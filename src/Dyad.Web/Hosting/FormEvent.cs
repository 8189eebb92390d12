using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;
using Dyad.Web.Api;
using Microsoft.AspNetCore.Http;

namespace Dyad.Web.Hosting;

/// <summary>
/// An event out of the fields of a form. A dot leads into an object (<c>texts.en</c>), <c>[]</c> makes a list, <c>:number</c> and
/// <c>:bool</c> say what a value is, and <c>?</c> leaves out a field that is empty.
/// </summary>
internal static class FormEvent
{
    /// <summary>Fields that are the form's own.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "return", "__RequestVerificationToken", TouchedTexts.Fits, KeptText.Name,
    };

    /// <summary>Names that dots may join; no event has more than two.</summary>
    private const int Deepest = 4;

    /// <exception cref="RefusedException">There is no such event, or a field is not as it must be.</exception>
    public static DossierEvent Read(string name, IFormCollection form)
    {
        if (!EventTypes.Sendable.TryGetValue(name, out var type))
            throw new RefusedException(new Refusal(RefusalKind.Unknown, name));
        try
        {
            return (DossierEvent)Fields(form).Deserialize(type, DossierJson.Options)!;
        }
        catch (JsonException e)
        {
            throw new RefusedException(new Refusal(RefusalKind.Invalid, e.Path));
        }
    }

    /// <summary>What somebody typed: fields with text, by name, for a page that gives it back.</summary>
    public static IReadOnlyList<(string Name, string Text)> Typed(IFormCollection form) =>
        [.. form.Where(f => !Own.Contains(f.Key) && IsTyped(f.Value.ToString())).Select(f => (f.Key.TrimEnd('?'), f.Value.ToString()))];

    /// <summary>Words, and not an id that the page put in: Chinese has no spaces, ids nothing but ASCII.</summary>
    private static bool IsTyped(string text) => text.Any(c => char.IsWhiteSpace(c) || !char.IsAscii(c));

    private static JsonObject Fields(IFormCollection form)
    {
        var root = new JsonObject();
        foreach (var (field, values) in form.Where(f => !Own.Contains(f.Key)))
        {
            string text = values.ToString().ReplaceLineEndings("\n");
            if (field.EndsWith('?') && string.IsNullOrWhiteSpace(text))
                continue;
            var (path, kind) = field.TrimEnd('?').Split(':', 2) is [var p, var k] ? (p, k) : (field.TrimEnd('?'), "");
            if (path.EndsWith("[]", StringComparison.Ordinal))
                root[path[..^2]] = new JsonArray([.. values.Select(v => (JsonNode?)v)]);
            else if (path.Split('.') is { Length: <= Deepest } steps)
                Put(root, steps, Value(text, kind));
            else
                throw new RefusedException(new Refusal(RefusalKind.Invalid, path[..Math.Min(path.Length, 40)]));
        }

        return root;
    }

    private static void Put(JsonObject root, string[] path, JsonNode? value)
    {
        var at = root;
        foreach (string step in path[..^1])
        {
            if (at[step] is not JsonObject next)
                at[step] = next = [];
            at = next;
        }

        at[path[^1]] = value;
    }

    private static JsonNode? Value(string text, string kind) => kind switch
    {
        "bool" => text == "true",
        "number" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value
            : throw new RefusedException(new Refusal(RefusalKind.Invalid, "number")),
        _ => text,
    };
}
