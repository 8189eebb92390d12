using System.Globalization;

namespace Dyad.Reports.Rendering.Html;

/// <summary>
/// The addresses of all figures, once for all languages: an appendix with one anchor an address, to which every figure links. With
/// scripts the link opens a dialog that is filled from the appendix; without, and on paper, the appendix itself is read.
/// </summary>
internal sealed class AddressWriter(Words words, Markup page)
{
    /// <summary>Anchor of an address.</summary>
    public static string Anchor(int number) => string.Create(CultureInfo.InvariantCulture, $"a{number}");

    public void Write(IReadOnlyList<AddressGroup> groups)
    {
        page.Write($"<section class=\"chapter addresses\" id=\"addresses\" tabindex=\"-1\" aria-labelledby=\"addresses-title\">\n");
        page.Write($"<h2 id=\"addresses-title\" data-chapter=\"addresses\">");
        words.Label("addresses", page);
        page.Write($"</h2>\n<p>");
        words.Label("addresses_reading", page);
        page.Write($"</p>\n");
        foreach (var (i, group) in groups.Index())
            Write(group, string.Create(CultureInfo.InvariantCulture, $"g{i + 1}"));
        page.Write($"</section>\n");
    }

    /// <summary>The dialog that the script fills.</summary>
    public void Dialog()
    {
        page.Write($"<dialog class=\"address\" id=\"address\" aria-labelledby=\"address-title\" closedby=\"any\"><div class=\"card\">\n");
        page.Write($"<p class=\"eyebrow\">");
        words.Label("address", page);
        page.Write($" <span class=\"number\"></span></p>\n<h2 id=\"address-title\"></h2>\n<dl></dl>\n");
        page.Write($"<p class=\"eyebrow\" id=\"address-command\">");
        words.Label("command", page);
        page.Write($"</p>\n<pre tabindex=\"0\" role=\"region\" aria-labelledby=\"address-command\"><code></code></pre>\n");
        page.Write($"<form method=\"dialog\"><button type=\"button\" class=\"copy\">");
        words.Label("copy", page);
        page.Write($"</button><span class=\"told\" role=\"status\"></span><template>");
        words.Label("copied", page);
        page.Write($"</template><button class=\"close\">");
        words.Label("close", page);
        page.Write($"</button></form>\n</div></dialog>\n");
    }

    private void Write(AddressGroup group, string id)
    {
        var first = group.Entries[0];
        bool single = group.Entries.Count == 1;
        page.Write($"<div class=\"group\"").Raw(single ? Id(first.Number) : "").Write($">\n<h3 id=\"{id}\">");
        if (single)
            page.Write($"<span class=\"number\">[{first.Number}]</span> ");
        words.Write(group.Titles, page);
        page.Write($"</h3>\n<dl>");
        foreach (int row in group.Shared)
        {
            page.Write($"<div data-row=\"{row}\"><dt>");
            words.Write(first.Labels(row), page);
            page.Write($"</dt><dd>");
            words.Write(first.Values(row), page);
            page.Write($"</dd></div>");
        }

        if (group.SharesCommand)
        {
            page.Write($"<div class=\"command\"><dt>");
            words.Label("command", page);
            page.Write($"</dt><dd><code>{first.Cards[0].Command}</code></dd></div>");
        }

        page.Write($"</dl>\n");
        if (!single)
            Table(group, id);
        page.Write($"</div>\n");
    }

    private void Table(AddressGroup group, string titleId)
    {
        page.Write($"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{titleId}\">");
        page.Write($"<table>\n<thead><tr><th scope=\"col\">");
        words.Label("number", page);
        page.Write($"</th>");
        foreach (int row in group.Own)
        {
            page.Write($"<th scope=\"col\" data-row=\"{row}\">");
            words.Write(group.Entries[0].Labels(row), page);
            page.Write($"</th>");
        }

        if (!group.SharesCommand)
        {
            page.Write($"<th scope=\"col\">");
            words.Label("command", page);
            page.Write($"</th>");
        }

        page.Write($"</tr></thead>\n<tbody>");
        foreach (var entry in group.Entries)
        {
            page.Write($"<tr").Raw(Id(entry.Number)).Write($"><th scope=\"row\">{entry.Number}</th>");
            foreach (int row in group.Own)
            {
                page.Write($"<td>");
                words.Write(entry.Values(row), page);
                page.Write($"</td>");
            }

            if (!group.SharesCommand)
                page.Write($"<td><code>{entry.Cards[0].Command}</code></td>");
            page.Write($"</tr>\n");
        }

        page.Write($"</tbody></table></div>\n");
    }

    private static string Id(int number) => $" id=\"{Anchor(number)}\"";
}
