using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Dyad.Testing;

/// <summary>Serious and critical violations of axe-core on a page.</summary>
internal static class AxeRules
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>All rules, or one of them: a theme changes colours and nothing else.</summary>
    public static async Task<string[]> ViolationsAsync(IPage page, string? rule)
    {
        // Asked in the page: RunAxe of Deque.AxeCore.Playwright carries each node of each rule out and in again, which takes ten
        // times as long as the rules.
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async rule => {
              const only = rule ? { runOnly: { type: "rule", values: [rule] } } : {};
              const result = await axe.run({ resultTypes: ["violations"], ...only });
              if (!result.passes.length) return ["no rule passed: axe did not run"];
              return result.violations.filter(v => ["serious", "critical"].includes(v.impact))
                .map(v => `${v.impact} ${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].html}`);
            }
            """, rule);
    }
}
