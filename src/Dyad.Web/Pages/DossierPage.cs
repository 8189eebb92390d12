using Dyad.Web.Dossiers;
using Dyad.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dyad.Web.Pages;

/// <summary>A page of a dossier: finds the reader's seat, or says that there is no such page.</summary>
[Authorize]
public abstract class DossierPage : ComponentBase
{
    /// <summary>Id of the dossier.</summary>
    [Parameter]
    public string Dossier { get; set; } = "";

    [Inject]
    internal DossierHall Hall { get; set; } = null!;

    [Inject]
    internal Reader R { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    /// <summary>The reader's seat; null where they have none.</summary>
    protected Seat? Seat { get; private set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Seat = await Seat.OfAsync(Hall, R.Handle, Dossier, Context.RequestAborted);
        if (Seat is null)
            Navigation.NotFound();
        else
            await SeatedAsync(Seat);
    }

    /// <summary>What else the page needs.</summary>
    protected virtual Task SeatedAsync(Seat seat) => Task.CompletedTask;
}
