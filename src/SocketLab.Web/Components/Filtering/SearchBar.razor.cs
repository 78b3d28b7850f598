using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Core.Filtering;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Filtering;

/// <summary>The bar of a search: Ctrl+F opens it, Enter and F3 go on, Esc ends it (<c>js/search.js</c>).</summary>
public sealed partial class SearchBar
{
    private static readonly Segment<SearchKind>[] Kinds =
    [
        new(SearchKind.Text, "Text", "Text, upper and lower case alike", "search-text-kind"),
        new(SearchKind.Hex, "Hex", "Bytes in hexadecimal", "search-hex-kind"),
        new(SearchKind.Expression, "Regex", "A regular expression", "search-regex-kind"),
    ];

    private ElementReference _root;

    /// <summary>Whether the person searches.</summary>
    [Parameter]
    public bool IsOpen { get; set; }

    /// <summary>What is looked for.</summary>
    [Parameter]
    public string Text { get; set; } = "";

    /// <summary>What that is.</summary>
    [Parameter]
    public SearchKind Kind { get; set; }

    /// <summary>Whether it cannot be looked for.</summary>
    [Parameter]
    public bool IsWrong { get; set; }

    /// <summary>What is found, or what is wrong.</summary>
    [Parameter]
    public string Words { get; set; } = "";

    /// <summary>What is searched.</summary>
    [Parameter]
    public string Where { get; set; } = "";

    /// <summary>A search begins.</summary>
    [Parameter]
    public EventCallback OnOpen { get; set; }

    /// <summary>The search ends.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>Something else is written.</summary>
    [Parameter]
    public EventCallback<string> OnType { get; set; }

    /// <summary>What is written is something else.</summary>
    [Parameter]
    public EventCallback<SearchKind> OnKind { get; set; }

    /// <summary>The next place is wanted; with true the one before.</summary>
    [Parameter]
    public EventCallback<bool> OnStep { get; set; }

    private Task TypeAsync(string? text) => OnType.InvokeAsync(text ?? "");

    private string Placeholder =>
        Kind switch
        {
            SearchKind.Hex => "de ad be ef",
            SearchKind.Expression => "temp=[0-9]+",
            _ => "Search for",
        };

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task Opened() => OnOpen.InvokeAsync();

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task Closed() => OnClose.InvokeAsync();

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task Stepped(bool back) => OnStep.InvokeAsync(back);

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? AttachAsync("search", self => [_root, self]) : Task.CompletedTask;
}
