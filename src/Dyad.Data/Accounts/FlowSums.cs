namespace Dyad.Data.Accounts;

/// <summary>Accounts that follow from flows alone: the same for every source whose uses are complete.</summary>
internal static class FlowSums
{
    /// <summary>What sectors sell less the inputs that they buy, by sector and economy.</summary>
    public static double[] ValueAdded(int economies, int sectors, double[] trade, double[] intermediate)
    {
        var added = new double[sectors * economies];
        for (var j = 0; j < sectors; j++)
        {
            for (var importer = 0; importer < economies; importer++)
            {
                for (var exporter = 0; exporter < economies; exporter++)
                    added[(j * economies) + exporter] += trade[(((j * economies) + importer) * economies) + exporter];
            }

            for (var input = 0; input < sectors; input++)
            {
                for (var n = 0; n < economies; n++)
                    added[(j * economies) + n] -= intermediate[(((j * sectors) + input) * economies) + n];
            }
        }

        return added;
    }

    /// <summary>Imports less exports by economy.</summary>
    public static double[] Deficits(int economies, int sectors, double[] trade)
    {
        var deficit = new double[economies];
        for (var j = 0; j < sectors; j++)
        {
            for (var importer = 0; importer < economies; importer++)
            {
                for (var exporter = 0; exporter < economies; exporter++)
                {
                    var value = trade[(((j * economies) + importer) * economies) + exporter];
                    deficit[importer] += value;
                    deficit[exporter] -= value;
                }
            }
        }

        return deficit;
    }
}
