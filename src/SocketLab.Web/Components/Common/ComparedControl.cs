using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Common;

/// <summary>A component that renders only when what it shows has changed, however often it is asked to.</summary>
public abstract class ComparedControl : ComponentBase
{
    private object? _rendered;
    private bool _isCompared;

    /// <summary>
    /// All that is shown, as one value that equals another if the two look alike; null for a component that always renders.
    /// </summary>
    protected virtual object? Shown => null;

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        var set = base.SetParametersAsync(parameters);
        if (!_isCompared)
        {
            // The first render asks nobody.
            (_rendered, _isCompared) = (Shown, true);
        }

        return set;
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
