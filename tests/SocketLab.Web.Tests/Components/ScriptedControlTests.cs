using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Feed;

namespace SocketLab.Web.Tests.Components;

/// <summary>A view that is left while its script is on its way, as over a slow line: at every await.</summary>
public sealed class ScriptedControlTests : BunitContext
{
    private readonly PendingScript _script = new();

    public ScriptedControlTests() => Services.AddSingleton<IJSRuntime>(_script);

    [Fact]
    public async Task A_script_that_attaches_after_the_view_is_gone_is_detached()
    {
        var view = Render<FeedView>();
        var attaching = Assert.Single(_script.Calls);
        Assert.Equal(["feed", "attach"], attaching.Arguments.Take(2));
        await view.Instance.DisposeAsync();

        // The script may call back while it attaches: the reference lives as long as that.
        Assert.NotNull(Assert.IsType<DotNetObjectReference<ScriptedControl>>(attaching.Arguments[3]).Value);

        var attached = new Attached();
        attaching.Answer(attached);
        await Eventually.HoldsAsync(() => attached.IsDisposed);
        Assert.Equal(["detach"], attached.Called);
        Assert.Throws<ObjectDisposedException>(() => ((DotNetObjectReference<ScriptedControl>)attaching.Arguments[3]!).Value);
    }

    [Fact]
    public async Task An_attached_script_is_detached_once()
    {
        var view = Render<FeedView>();
        var attached = new Attached();
        _script.Calls[0].Answer(attached);
        await view.InvokeAsync(view.Instance.DisposeAsync);
        Assert.Equal(["detach"], attached.Called);
    }

    [Theory]
    [InlineData(typeof(JSException))]
    [InlineData(typeof(JSDisconnectedException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(ObjectDisposedException))]
    public async Task A_script_that_fails_after_the_view_is_gone_disturbs_nobody(Type fault)
    {
        var view = Render<FeedView>();
        await view.Instance.DisposeAsync();
        _script.Calls[0].Fail((Exception)Activator.CreateInstance(fault, "gone")!);
        await view.InvokeAsync(() => { });
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    [Fact]
    public async Task A_browser_that_is_gone_has_nothing_to_detach()
    {
        var view = Render<FeedView>();
        _script.Calls[0].Answer(new Attached { Fault = new JSDisconnectedException("gone") });
        await view.InvokeAsync(view.Instance.DisposeAsync);
    }

    [Fact]
    public async Task A_focus_that_is_not_there_is_not_fatal()
    {
        await default(ElementReference).TryFocusAsync();
        var groups = Render<EndpointGroups>(parameters =>
            parameters.Add(one => one.View, new(true, [], "")).Add(one => one.IsRunning, true).Add(one => one.CanOperate, true)
        );
        groups.Find("[data-testid=open-join]").Click();
        var focusing = Assert.Single(_script.Calls);
        focusing.Fail(new JSException("Unable to focus an invalid element."));
        await groups.InvokeAsync(() => { });
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }
}
