using Microsoft.AspNetCore.Components;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Feed;

/// <summary>The multicast groups of the selected endpoint, to join and leave while it runs.</summary>
public partial class EndpointGroups
{
    private const string Syntax = "Group, optionally %interface and @source: 239.1.2.3, ff02::1:3%eth0, 232.1.1.1@10.0.0.5";

    private ElementReference _input;
    private bool _open;
    private bool _wasOpen;
    private bool _joining;
    private string _text = "";
    private string? _error;

    /// <summary>The groups.</summary>
    [Parameter]
    public MulticastView View { get; set; } = MulticastView.None;

    /// <summary>Whether the endpoint runs, so that what it lists is joined.</summary>
    [Parameter]
    public bool IsRunning { get; set; }

    /// <summary>Whether the person may join and leave.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Joins what somebody wrote; gives back why that was refused, or null.</summary>
    [Parameter, EditorRequired]
    public Func<string, Task<string?>> Join { get; set; } = default!;

    /// <summary>A group is to be left.</summary>
    [Parameter]
    public EventCallback<string> OnLeave { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (View, IsRunning, CanOperate, _open, _text, _error);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_open && !_wasOpen)
        {
            await _input.TryFocusAsync();
        }

        _wasOpen = _open;
    }

    private async Task JoinAsync()
    {
        if (_joining || _text.Trim().Length == 0)
        {
            return;
        }

        _joining = true;
        try
        {
            _error = await Join(_text.Trim());
            _text = _error is null ? "" : _text;
        }
        finally
        {
            _joining = false;
        }
    }
}
