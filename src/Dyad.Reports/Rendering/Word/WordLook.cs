using Dyad.Reports.Document;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// Fonts and language tags of an edition. Only faces that Word brings on Windows and macOS; where one is missing, Word and
/// LibreOffice take one of the same kind.
/// </summary>
/// <param name="Tag">Language of the text (BCP 47).</param>
/// <param name="Latin">Language of text in Latin letters: names of papers and tables stand in English in every edition.</param>
/// <param name="EastAsia">Language of Chinese characters.</param>
/// <param name="Chinese">Whether the edition is in Chinese.</param>
internal sealed record WordLook(string Tag, string Latin, string EastAsia, bool Chinese)
{
    public const string Serif = "Times New Roman";
    public const string Sans = "Arial";
    public const string ChineseSerif = "SimSun";
    public const string ChineseSans = "SimHei";
    public const string Mono = "Courier New";
    public const string Formula = "Cambria Math";

    /// <summary>Colours of print (as in the HTML on white paper): text, secondary text, rules, table heads, addresses.</summary>
    public const string Ink = "1A1D21";
    public const string Muted = "565C64";
    public const string Rule = "B9BDC2";
    public const string Head = "EDF1F1";
    public const string Accent = "1F4E5F";

    /// <summary>The two parties and three neutral colours, in the order of the charts of the HTML.</summary>
    private static readonly string[] Palette = ["1D5C8F", "A8521A", "4B535C", "2A5A5A", "7A4A74"];

    public static WordLook For(Language language) => language switch
    {
        Language.Zh => new("zh-CN", "en-GB", "zh-CN", true),
        Language.Ru => new("ru-RU", "en-GB", "zh-CN", false),
        _ => new("en-GB", "en-GB", "zh-CN", false),
    };

    public static string Colour(int index) => Palette[int.Abs(index) % Palette.Length];
}
