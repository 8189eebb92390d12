using System.Security.Cryptography;
using System.Text;
using Dyad.Ensembles;
using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;

namespace Dyad.Scenarios.Simulating;

/// <summary>A simulation as bytes, from which another process makes the same simulation, to the bit.</summary>
/// <param name="Bytes">Names, accounts, columns, estimates, text of the scenario, parties and options of the solver.</param>
/// <param name="Id">SHA-256 of the bytes, lower-case hexadecimal.</param>
public sealed record SimulationJob(ReadOnlyMemory<byte> Bytes, string Id)
{
    /// <summary>First text of every job: its form and the number of it.</summary>
    private const string Form = "dyad simulation job 1";

    /// <summary>The job of a simulation.</summary>
    public static SimulationJob Of(Simulation simulation)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8))
        {
            writer.Write(Form);
            writer.Write(simulation.Scenario.File);
            writer.Write(simulation.Scenario.Text);
            JobArrays.Write(writer, simulation.Parties);
            writer.Write(simulation.Options.Tolerance);
            writer.Write(simulation.Options.MaxIterations);
            Write(writer, simulation.Data);
        }

        var all = bytes.ToArray();
        return new SimulationJob(all, Convert.ToHexStringLower(SHA256.HashData(all)));
    }

    /// <summary>The simulation of a job.</summary>
    /// <exception cref="InvalidDataException">The bytes are no job.</exception>
    internal static Simulation Read(ReadOnlyMemory<byte> job)
    {
        using var reader = new BinaryReader(new MemoryStream(job.ToArray()), Encoding.UTF8);
        try
        {
            if (reader.ReadString() != Form)
                throw new InvalidDataException("no job of a simulation");
            var scenario = ScenarioFile.Read(reader.ReadString(), reader.ReadString());
            var parties = JobArrays.ReadTexts(reader);
            var options = new SolverOptions(reader.ReadDouble(), reader.ReadInt32());
            return Simulation.Create(scenario, ReadData(reader), parties.Count == 0 ? null : parties, options);
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("no job of a simulation, or only a part of one", e);
        }
    }

    private static void Write(BinaryWriter writer, ScenarioData data)
    {
        JobArrays.Write(writer, data.Names.Economies);
        JobArrays.Write(writer, [.. data.Names.Sectors.Select(s => s.Code)]);
        foreach (var sector in data.Names.Sectors)
            writer.Write(sector.Goods);
        var accounts = data.Accounts;
        JobArrays.Write(writer, accounts.Trade);
        JobArrays.Write(writer, accounts.Tariff);
        JobArrays.Write(writer, accounts.Intermediate);
        JobArrays.Write(writer, accounts.Final);
        JobArrays.Write(writer, accounts.ValueAdded);
        JobArrays.Write(writer, accounts.Deficit);
        writer.Write(data.Elasticities is not null);
        if (data.Elasticities is { } elasticities)
            JobArrays.Write(writer, elasticities);
        JobArrays.Write(writer, data.Repairs);
        var columns = data.Columns.OrderBy(c => c.Key, StringComparer.Ordinal).ToArray();
        JobArrays.Write(writer, [.. columns.Select(c => c.Key)]);
        foreach (var column in columns)
            JobArrays.Write(writer, column.Value);
        writer.Write(data.Estimates.Count);
        foreach (var block in data.Estimates)
        {
            writer.Write(block.Name);
            JobArrays.Write(writer, block.Members);
            writer.Write((int)block.Distribution);
            JobArrays.Write(writer, block.Mean);
            JobArrays.Write(writer, block.Covariance);
        }
    }

    private static ScenarioData ReadData(BinaryReader reader)
    {
        var economies = JobArrays.ReadTexts(reader);
        var sectors = JobArrays.ReadTexts(reader).Select(code => (Code: code, Goods: false)).ToArray();
        var names = new WorldNames(economies, [.. sectors.Select(s => new SectorCode(s.Code, reader.ReadBoolean()))]);
        var accounts = new WorldAccounts
        {
            Shape = new WorldShape(economies.Count, sectors.Length),
            Trade = JobArrays.ReadNumbers(reader),
            Tariff = JobArrays.ReadNumbers(reader),
            Intermediate = JobArrays.ReadNumbers(reader),
            Final = JobArrays.ReadNumbers(reader),
            ValueAdded = JobArrays.ReadNumbers(reader),
            Deficit = JobArrays.ReadNumbers(reader),
        };
        var elasticities = reader.ReadBoolean() ? JobArrays.ReadNumbers(reader) : null;
        var repairs = JobArrays.ReadTexts(reader);
        var columns = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var name in JobArrays.ReadTexts(reader))
            columns.Add(name, JobArrays.ReadNumbers(reader));
        var estimates = new ParameterBlock[reader.ReadInt32()];
        for (var b = 0; b < estimates.Length; b++)
        {
            estimates[b] = new ParameterBlock(
                reader.ReadString(), JobArrays.ReadTexts(reader), (ParameterDistribution)reader.ReadInt32(),
                JobArrays.ReadNumbers(reader), JobArrays.ReadNumbers(reader));
        }

        return new ScenarioData
        {
            Names = names,
            Accounts = accounts,
            Elasticities = elasticities,
            Repairs = repairs,
            Columns = columns,
            Estimates = estimates,
        };
    }
}
