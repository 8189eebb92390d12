using ScottPlot;
using SkiaSharp;

namespace Dyad.Reports.Plots;

/// <summary>Fonts of the machine for pictures in files.</summary>
internal static class PlotFonts
{
    /// <summary>Fonts to look for, those with Chinese letters last.</summary>
    private static readonly string[] SansSerif =
    [
        "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans",
        "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC",
    ];

    /// <summary>The names as CSS has them, for a reader's machine that may lack all of them.</summary>
    public static string Stack => string.Join(", ", SansSerif.Select(name => $"'{name}'")) + ", sans-serif";

    /// <summary>The first font of the list, and else of those that are there, with all letters of the picture.</summary>
    public static string For(string text) =>
        SansSerif.Concat(SKFontManager.Default.FontFamilies.Order(StringComparer.Ordinal))
            .FirstOrDefault(f =>
                Fonts.GetTypeface(f, false, false) is { } type && type.FamilyName == f && type.ContainsGlyphs(text))
        ?? Fonts.Default;
}
