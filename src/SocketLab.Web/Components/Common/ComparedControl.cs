using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Common;

/// <summary>A component that renders only when what it shows has changed, however often it is asked to.</summary>
public abstract class ComparedControl : ComponentBase
{
    private object? _rendered;

    /// <summary>
    /// All that is shown, as one value that equals another if the two look alike; null for a component that always renders.
    /// </summary>
    protected virtual object? Shown => null;

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        // The first render asks nobody, and one that is due already is not asked for again: it shows what is there by then.
        var set = base.SetParametersAsync(parameters);
        _rendered = Shown;
        return set;
    }

    /// <summary>Has the component rendered, if what it shows has changed.</summary>
    protected new void StateHasChanged()
    {
        base.StateHasChanged();
        _rendered = Shown;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var shown = Shown;
        var changed = shown is null || !shown.Equals(_rendered);
        _rendered = shown;
        return changed;
    }
}
