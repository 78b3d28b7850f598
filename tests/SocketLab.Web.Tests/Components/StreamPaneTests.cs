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

    private async Task<Endpoint> ClientAsync()
    {
        var listener = await _lab.TcpListenerAsync();
        return await _lab.TcpClientAsync(new IPEndPoint(IPAddress.Loopback, listener.Bound!.Port));
    }

    private ConnectionView Open(Endpoint client) =>
        ConnectionView.Open(_lab.Supervisor, client.Connections.List()[0].Id.ToString(), TimeProvider.System)!;

    private IRenderedComponent<StreamPane> RenderPane(ConnectionView view) =>
        Render<StreamPane>(parameters => parameters.Add(pane => pane.View, view).Add(pane => pane.Caller, Callers.Operator));

    private static void AddOthers(Endpoint client)
    {
        using var batch = client.Journal.BeginBatch();
        for (var i = 0; i < Others; i++)
        {
            batch.AddDatagram(EntryDirection.In, i, default, 1, "x"u8);
        }
    }
}
