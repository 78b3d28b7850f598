using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.JSInterop;
using SocketLab.Web.Components.Panes;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Tests.Components;

/// <summary>What a page has the browser keep, and when.</summary>
public sealed class TabMemoryPaneTests : BunitContext
{
    private readonly EndpointLab _lab = new();
    private readonly FakeTimeProvider _time = new();
    private readonly PendingScript _script = new();

    public TabMemoryPaneTests()
    {
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton<IJSRuntime>(_script);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_put_in_the_place_of_what_the_browser_has_not_answered_yet()
    {
        var endpoint = await _lab.UdpListenerAsync();
        var before = new WorkbenchState(_lab.Supervisor, () => [], _time);
        before.Select(endpoint.Id);
        before.Selected!.Composing.Type("unsent");

        var state = new WorkbenchState(_lab.Supervisor, () => [], _time);
        var pane = Render<TabMemoryPane>(parameters => parameters.Add(one => one.State, state));
        await pane.InvokeAsync(() => state.Select(endpoint.Id));
        _time.Advance(TimeSpan.FromSeconds(10));
        await pane.InvokeAsync(() => { });
        var recall = Assert.Single(_script.Calls);
        recall.Answer(before.Remember().ToText());
        await Eventually.HoldsAsync(() => state.Selected!.Composing.Text == "unsent");

        await pane.InvokeAsync(() => state.Selected!.Composing.Type("unsent too"));
        await Eventually.HoldsAsync(_time, () => _script.Calls.Count > 1);
        Assert.Contains("unsent too", Assert.IsType<string>(_script.Calls[^1].Arguments[0]), StringComparison.Ordinal);
    }
}
