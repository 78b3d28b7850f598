using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Feed;

/// <summary>The feed's table: a window of rows that the browser moves while it scrolls, and asks for the next one.</summary>
/// <remarks>It needs script for scrolling, and so injects the runtime itself; everything else comes in as parameters.</remarks>
public sealed partial class FeedView : IAsyncDisposable
{
    private ElementReference _scroller;
    private FeedPage? _rendered;
    private long? _renderedSelection;
    private TimeStyle _renderedStyle;
    private DotNetObjectReference<FeedView>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _scroll;

    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public FeedPage Page { get; set; } = FeedPage.Empty;

    /// <summary>The selected entry.</summary>
    [Parameter]
    public long? SelectedSequence { get; set; }

    /// <summary>How times are written.</summary>
    [Parameter]
    public TimeStyle TimeStyle { get; set; }

    /// <summary>The person scrolled.</summary>
    [Parameter]
    public EventCallback<FeedScroll> OnScroll { get; set; }

    /// <summary>A row was chosen.</summary>
    [Parameter]
    public EventCallback<long> OnSelect { get; set; }

    /// <summary>The stream that a row belongs to is to be followed.</summary>
    [Parameter]
    public EventCallback<long> OnOpen { get; set; }

    /// <summary>The selection is to move by so many rows.</summary>
    [Parameter]
    public EventCallback<int> OnStep { get; set; }

    /// <summary>Another way of writing times is wanted.</summary>
    [Parameter]
    public EventCallback OnTimeStyle { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <summary>Called by the script: the sequence at the top, the rows that fit, and whether the end is in sight.</summary>
    [JSInvokable]
    public Task Scrolled(long topSequence, int visibleRows, bool atEnd) => OnScroll.InvokeAsync(new(topSequence, visibleRows, atEnd));

    /// <summary>Called by the script: an arrow key moves the selection.</summary>
    [JSInvokable]
    public Task Stepped(int rows) => OnStep.InvokeAsync(rows);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_scroll is not null)
            {
                await _scroll.InvokeVoidAsync("detach");
                await _scroll.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its script with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        // The page renders for many reasons; the table only when it shows something else.
        var changed = !ReferenceEquals(Page, _rendered) || SelectedSequence != _renderedSelection || TimeStyle != _renderedStyle;
        (_rendered, _renderedSelection, _renderedStyle) = (Page, SelectedSequence, TimeStyle);
        return changed;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/feed.js");
            _scroll = await _module.InvokeAsync<IJSObjectReference>("attach", _scroller, _self);
        }
    }
}

/// <summary>Where a person scrolled to.</summary>
/// <param name="TopSequence">Sequence of the row at the top.</param>
/// <param name="VisibleRows">Rows that fit.</param>
/// <param name="AtEnd">Whether the last row is in sight.</param>
public sealed record FeedScroll(long TopSequence, int VisibleRows, bool AtEnd);
