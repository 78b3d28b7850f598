using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor.Services;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Panes;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Components;

/// <summary>A stream is looked for in its endpoint's journal, whatever is shown of it meanwhile.</summary>
public sealed class StreamPaneTests : BunitContext, IAsyncLifetime
{
    /// <summary>Entries of others: more than two pulls look through.</summary>
    private const int Others = 250_000;

    private readonly EndpointLab _lab = new();

    public StreamPaneTests()
    {
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(_lab.Supervisor);
        Services.AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        Services.AddSingleton<EndpointCommands>();
        Services.AddScoped<NoticeList>();
        Services.AddScoped<Prompts>();
        Services.AddSingleton(new FilterLibrary(null!));
        Services.AddSingleton<FilterCommands>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _lab.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public async Task A_search_that_has_begun_ends_while_frames_are_shown()
    {
        var client = await ClientAsync();
        AddOthers(client);
        var view = Open(client);
        view.ShowFrames(true);
        Assert.True(view.Page.Searching);
        RenderPane(view);
        await Eventually.HoldsAsync(() => !view.Page.Searching);
    }

    [Fact]
    public async Task Whoever_goes_back_from_the_frames_to_the_reads_finds_them()
    {
        var client = await ClientAsync();
        var view = Open(client);
        var pane = RenderPane(view);
        await pane.InvokeAsync(() => view.ShowFrames(true));
        AddOthers(client);
        await pane.InvokeAsync(() => view.ShowFrames(false));
        await Eventually.HoldsAsync(() => !view.Page.Searching);
    }

    [Fact]
    public async Task A_filter_narrows_the_stream_to_what_it_takes_of_the_connection()
    {
        var client = await ClientAsync();
        var view = Open(client);
        var journal = client.Journal;
        using (var batch = journal.BeginBatch())
        {
            var connection = view.Connection;
            batch.AddData(EntryDirection.Out, 1, connection.Peer, connection.Id, 0, "question one"u8);
            batch.AddData(EntryDirection.In, 2, connection.Peer, connection.Id, 0, "answer one"u8);
            batch.AddData(EntryDirection.In, 3, connection.Peer, ConnectionId.Next(), 0, "answer of another"u8);
            batch.AddData(EntryDirection.Out, 4, connection.Peer, connection.Id, 12, "question two"u8);
            batch.AddData(EntryDirection.In, 5, connection.Peer, connection.Id, 10, "answer two"u8);
        }

        var pane = RenderPane(view);
        await Eventually.HoldsAsync(() => view.Page is { Searching: false, Blocks.Count: >= 4 });
        var all = view.Page.Blocks.Count;
        await pane.InvokeAsync(() => view.Filter.Use("text contains answer or text contains nothing"));
        await Eventually.HoldsAsync(() => view.Scan is { IsComplete: true, Found: 2 });
        Assert.Equal(["answer one", "answer two"], view.Page.Blocks.Select(block => block.Content));
        Assert.Equal((all, null), (view.Scan!.Kept, view.Page.Blocks[1].Turn));
        await pane.InvokeAsync(() => view.Filter.Use("len > 1000"));
        await Eventually.HoldsAsync(() => view.Scan is { IsComplete: true, Found: 0 } && view.Page.Blocks.Count == 0);
        await Eventually.HoldsAsync(() =>
            pane.FindAll("[data-testid=no-match]").Any(one => one.TextContent.StartsWith("None of", StringComparison.Ordinal))
        );
        await pane.InvokeAsync(() => view.Filter.Use(""));
        await Eventually.HoldsAsync(() => view.Page.Blocks.Count == all);
        Assert.NotNull(view.Page.Blocks[^1].Turn);
    }

    private async Task<Endpoint> ClientAsync()
    {
        var listener = await _lab.TcpListenerAsync();
        return await _lab.TcpClientAsync(new IPEndPoint(IPAddress.Loopback, listener.Bound!.Port));
    }

    private ConnectionView Open(Endpoint client) =>
        ConnectionView.Open(_lab.Supervisor, client.Connections.List()[0].Id.ToString(), TimeProvider.System)!;

    private IRenderedComponent<StreamPane> RenderPane(ConnectionView view) =>
        Render<StreamPane>(parameters =>
            parameters.Add(pane => pane.View, view).Add(pane => pane.Caller, Callers.Operator).Add(pane => pane.Recent, new())
        );

    private static void AddOthers(Endpoint client)
    {
        using var batch = client.Journal.BeginBatch();
        for (var i = 0; i < Others; i++)
        {
            batch.AddDatagram(EntryDirection.In, i, default, 1, "x"u8);
        }
    }
}
