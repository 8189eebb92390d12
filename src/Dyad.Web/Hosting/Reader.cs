using Dyad.Dossier.Events;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;
using Dyad.Web.Api;
using Dyad.Web.Wording;
using Dyad.Workbench.Dossiers;
using Microsoft.AspNetCore.Http;

namespace Dyad.Web.Hosting;

/// <summary>Who reads a page, in which language and theme.</summary>
public sealed class Reader
{
    /// <summary>Cookie of the language that the reader chose.</summary>
    public const string LanguageCookie = "lang";

    /// <summary>Cookie of the theme that the reader chose.</summary>
    public const string ThemeCookie = "theme";

    /// <summary>The reader of a request.</summary>
    public Reader(IHttpContextAccessor accessor)
    {
        ArgumentNullException.ThrowIfNull(accessor);
        var context = accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");
        string asked = context.Request.Cookies[LanguageCookie] ?? context.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value?[..Math.Min(2, l.Value.Value.Length)] ?? "")
            .FirstOrDefault(Texts.Languages.Contains) ?? "en";
        T = Words.In(asked);
        Theme = context.Request.Cookies[ThemeCookie] is { } theme && theme is "light" or "dark" ? context.Request.Cookies[ThemeCookie]! : "";
        Handle = context.User.Identity?.Name;
        IsOperator = context.User.IsOperator();
        Path = context.Request.Path + context.Request.QueryString;
        Numbers = new NumberFormat(DocumentLanguage);
    }

    /// <summary>Texts of the pages.</summary>
    public Words T { get; }

    /// <summary>Code of the language.</summary>
    public string Language => T.Language;

    /// <summary>The language as documents have it.</summary>
    public Reports.Document.Language DocumentLanguage => TextCatalog.Of(Language);

    /// <summary>A name in the reader's language.</summary>
    public string Name(NamedCode name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.In(DocumentLanguage);
    }

    /// <summary>An economy by its name; by its code where the facts have none.</summary>
    public string Economy(string code) => PartyNames.Of(code) is { } name ? Name(name) : code;

    /// <summary>light, dark, or nothing: as the system.</summary>
    public string Theme { get; }

    /// <summary>Account of the reader; null for nobody.</summary>
    public string? Handle { get; }

    /// <summary>Whether they run the server.</summary>
    public bool IsOperator { get; }

    /// <summary>Where they are.</summary>
    public string Path { get; }

    /// <summary>Numbers as the language writes them.</summary>
    public NumberFormat Numbers { get; }
}
