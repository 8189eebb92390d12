using Dyad.Cluster.Coordinating;
using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Dyad.Cluster.Working;

/// <summary>Reaches the coordinator's service on its silo.</summary>
internal sealed class CoordinatorClient(IServiceProvider services) : GrainServiceClient<ICoordinator>(services)
{
    /// <summary>The service of the coordinator's silo.</summary>
    public ICoordinator At(SiloAddress silo) => GetGrainService(silo);
}
