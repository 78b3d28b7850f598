using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MudBlazor.Services;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Components;

public sealed class SendPaneTests : BunitContext, IAsyncLifetime
{
    private readonly EndpointLab _lab = new();
    private readonly ComposerState _composing = new();
    private int _sent;

    public SendPaneTests()
    {
        var workspace = StoredWorkspace.Unsaved();
        Services.AddMudServices();
        Services.AddSingleton(workspace.Library);
        Services.AddSingleton(workspace.History);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(_lab.Supervisor);
        Services.AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        Services.AddSingleton(DestinationPolicy.Default);
        Services.AddSingleton<SendCommands>();
        Services.AddSingleton<JobCommands>();
        Services.AddSingleton<PayloadCommands>();
        Services.AddScoped<FileUploads>();
        Services.AddScoped<NoticeList>();
        Services.AddScoped<Prompts>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudPopoverProvider>();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _lab.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public async Task What_is_written_goes_out_and_is_remembered()
    {
        var (sender, listener) = (await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync());
        var pane = RenderPane(sender, () => listener.Bound!.ToString());
        pane.Find("textarea").Input("Hello");
        await pane.Find("[data-testid=send]").ClickAsync();
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedMessages == 1);
        Assert.Equal(1, _sent);
        Assert.Equal("Hello", Assert.Single(Services.GetRequiredService<PayloadHistory>().List()).Payload.Data);
    }

    [Fact]
    public async Task A_refusal_is_shown_and_the_pane_lives()
    {
        var sender = await _lab.UdpListenerAsync();
        var pane = RenderPane(sender, () => "169.254.169.254:80");
        pane.Find("textarea").Input("Hello");
        await pane.Find("[data-testid=send]").ClickAsync();
        Assert.Equal(0, _sent);
        Assert.Contains("169.254.169.254", pane.Find("[data-testid=refusal]").TextContent, StringComparison.Ordinal);
        pane.Find("textarea").Input("Hello again");
        Assert.Empty(pane.FindAll("[data-testid=refusal]"));
    }

    [Fact]
    public async Task The_plan_follows_what_is_typed_and_where_it_goes()
    {
        string? to = null;
        var pane = RenderPane(await _lab.UdpListenerAsync(), () => to);
        Assert.StartsWith("Where to?", pane.Find("[data-testid=plan]").TextContent, StringComparison.Ordinal);
        to = "127.0.0.1:9";
        await pane.WaitForAssertionAsync(() =>
            Assert.Contains("127.0.0.1:9", pane.Find("[data-testid=plan]").TextContent, StringComparison.Ordinal)
        );
        pane.Find("textarea").Input("12345");
        Assert.Contains("5 bytes", pane.Find("[data-testid=plan]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pane_renders_only_when_something_else_is_to_be_shown()
    {
        var endpoint = await _lab.UdpListenerAsync();
        var pane = RenderPane(endpoint, () => "127.0.0.1:9");
        var rendered = pane.RenderCount;
        pane.Render();
        pane.Render();
        Assert.Equal(rendered, pane.RenderCount);
        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        await pane.WaitForAssertionAsync(() => Assert.Contains("Start the endpoint", pane.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<SendPane> RenderPane(Endpoint endpoint, Func<string?> destination) =>
        Render<SendPane>(parameters =>
            parameters
                .Add(pane => pane.Endpoint, endpoint)
                .Add(pane => pane.State, _composing)
                .Add(pane => pane.DefaultDestination, destination)
                .Add(pane => pane.Caller, Callers.Operator)
                .Add(pane => pane.OnSent, () => _sent++)
        );
}
