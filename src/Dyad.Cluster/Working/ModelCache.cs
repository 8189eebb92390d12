using System.Security.Cryptography;
using Dyad.Ensembles;
using Dyad.Ensembles.Running;

namespace Dyad.Cluster.Working;

/// <summary>The model of the last job: made once, although several threads ask for it.</summary>
internal sealed class ModelCache(IEnsembleModelFactory factory) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private (string Job, int Seed) id;
    private DrawEvaluator? last;
    private Exception? fault;

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    /// <summary>The model of a job at its draws; null where its bytes are not to be had any more.</summary>
    public async Task<DrawEvaluator?> GetAsync(string job, int seed, Func<Task<byte[]?>> fetch)
    {
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (id == (job, seed))
                return fault is null ? last : throw fault;
            if (await fetch().ConfigureAwait(false) is not { } bytes)
                return null;
            if (!job.EndsWith(Convert.ToHexStringLower(SHA256.HashData(bytes)), StringComparison.Ordinal))
                throw new ClusterException("the job's bytes do not have its checksum");
            (id, last, fault) = ((job, seed), null, null);
            try
            {
                return last = new DrawEvaluator(factory.Create(bytes), seed);
            }
            catch (Exception e)
            {
                // The bytes are not asked for again.
                fault = e;
                throw;
            }
        }
        finally
        {
            gate.Release();
        }
    }
}
