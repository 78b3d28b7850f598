using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.JSInterop;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.Components.Panes;

/// <summary>Shows nothing: keeps the address at what the workbench shows, and the workbench at what the address says.</summary>
/// <remarks>
/// Another endpoint or view is another item of the browser's history, an entry is not; a filter is one once it stays for a moment.
/// What is written comes back as a parameter, over a slow line after something newer was written: such an echo is told from a person's
/// Back by the list of what is under way.
/// </remarks>
public sealed class AddressPane : LivePane
{
    /// <summary>Keys that go from row to row write the last one.</summary>
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(150);

    private readonly Queue<WorkbenchPlace> _underWay = [];
    private WorkbenchPlace? _seen;
    private WorkbenchPlace? _wanted;
    private WorkbenchPlace _address;
    private bool _isDue;
    private bool _isInteractive;

    /// <summary>The workbench.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>What the address says.</summary>
    [Parameter, EditorRequired]
    public WorkbenchPlace Address { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => State.Selected is { } selected ? [State, selected.Feed] : [State];

    /// <inheritdoc/>
    protected override object Shown => (Place, Address);

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private WorkbenchPlace Place => WorkbenchPlace.Of(State);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        var before = _seen;
        _seen = Address;
        if (before is null)
        {
            _address = Address;
        }
        else if (before != Address && !IsEcho(Address))
        {
            _wanted = Address;
        }
    }

    /// <summary>Another page is named before it is shown: a link on it may be clicked at once, and Back from there leads to it.</summary>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (_isInteractive && _wanted is null && Place.IsOtherPageThan(_address))
        {
            Write(replaces: false);
        }
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        _isInteractive = true;
        // Another endpoint has another feed to follow.
        base.OnParametersSet();
        if (_wanted is { } wanted)
        {
            // Not before: the page is rendered as a whole, of one state.
            _address = wanted;
            State.GoBackTo(wanted);
            _wanted = null;
            Write(replaces: true);
        }
        else if (firstRender)
        {
            Write(replaces: true);
        }
        else if (Place != _address && !_isDue)
        {
            _isDue = true;
            _ = GuardAsync(WriteEntryAsync());
        }
    }

    private async Task WriteEntryAsync()
    {
        FilterPlace? filter;
        do
        {
            filter = Place.Filter;
            await Task.Delay(filter == _address.Filter ? Debounce : FilterPlace.Debounce, Time, Closed);
        } while (Place.Filter != filter);

        _isDue = false;
        Write(replaces: filter == _address.Filter);
    }

    /// <summary>Writes the place. One without an endpoint is nowhere to go back to.</summary>
    private void Write(bool replaces)
    {
        var (place, before) = (Place, _address);
        if (place == before)
        {
            return;
        }

        _address = place;
        _underWay.Enqueue(place);
        replaces |= before.EndpointId is null || place.EndpointId is null;
        _ = GuardAsync(Script.WriteAddressAsync(Navigation, place.ToQuery(), replaces, Closed));
    }

    private bool IsEcho(WorkbenchPlace address)
    {
        if (!_underWay.Contains(address))
        {
            return false;
        }

        while (_underWay.Dequeue() != address)
        {
            // What was written before has come back, too, or the browser has passed over it.
        }

        return true;
    }
}
