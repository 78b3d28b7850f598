using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Journal;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Tests.Components;

public sealed class LivePaneTests : BunitContext
{
    private readonly FakeTimeProvider _time = new();
    private readonly Counter _counter = new();
    private readonly PageVisibility _visibility = new();

    public LivePaneTests() => Services.AddSingleton<TimeProvider>(_time);

    [Fact]
    public void A_pane_renders_alone_and_only_what_has_changed()
    {
        var pane = RenderPane();
        var rendered = pane.RenderCount;
        pane.InvokeAsync(() => _counter.Change(() => { }));
        Assert.Equal(rendered, pane.RenderCount);
        pane.InvokeAsync(() => _counter.Change(() => _counter.Shown = 7));
        Assert.Equal((rendered + 1, "7"), (pane.RenderCount, pane.Markup));
    }

    [Fact]
    public async Task What_changes_twice_at_one_click_and_then_back_is_shown()
    {
        var pane = Render<TwicePane>(parameters => parameters.Add(one => one.State, _counter));
        await pane.Find("button").ClickAsync(new());
        Assert.Equal("2", pane.Find("button").TextContent);
        await pane.InvokeAsync(() => _counter.Change(() => _counter.Shown = 1));
        Assert.Equal("1", pane.Find("button").TextContent);
    }

    [Fact]
    public async Task The_first_change_is_pulled_at_once_and_the_next_at_the_pace()
    {
        var pane = RenderPane();
        Assert.Equal(1, _counter.Pulls);
        _time.Advance(CounterPane.Pace);
        Happen();
        await pane.WaitForAssertionAsync(() => Assert.Equal(2, _counter.Pulls));
        Happen();
        Happen();
        await pane.InvokeAsync(() => { });
        Assert.Equal(2, _counter.Pulls);
        await Eventually.HoldsAsync(_time, () => _counter.Pulls == 3);
        Assert.Equal("4", pane.Markup);
    }

    [Fact]
    public async Task Nothing_is_pulled_while_nobody_sees_the_page()
    {
        var pane = RenderPane();
        await pane.InvokeAsync(() => _visibility.Set(false));
        _time.Advance(CounterPane.Pace);
        Happen();
        await pane.InvokeAsync(() => { });
        Assert.Equal(1, _counter.Pulls);
        await pane.InvokeAsync(() => _visibility.Set(true));
        await Eventually.HoldsAsync(_time, () => _counter.Pulls == 2);
    }

    [Fact]
    public async Task A_pane_that_is_gone_follows_nothing_any_more()
    {
        var pane = RenderPane();
        Assert.True(_counter.IsFollowed);
        await DisposeComponentsAsync();
        Assert.False(_counter.IsFollowed);
        Happen();
        _time.Advance(CounterPane.Pace);
        Assert.Equal(1, _counter.Pulls);
    }

    [Fact]
    public void A_pane_that_fails_is_replaced_by_a_notice_and_can_be_reloaded()
    {
        var page = Render<PaneBoundary>(parameters =>
            parameters.AddChildContent<CounterPane>(pane => pane.Add(one => one.State, _counter))
        );
        Assert.Equal("1", page.Markup);
        _counter.Fault = new InvalidOperationException("out of order");
        Happen();
        _time.Advance(CounterPane.Pace);
        page.WaitForElement("[data-testid=pane-failed]");
        Assert.False(Renderer.UnhandledException.IsCompleted);
        Assert.False(_counter.IsFollowed);

        _counter.Fault = null;
        page.Find("[data-testid=reload-pane]").Click();
        page.WaitForAssertion(() => Assert.Equal("2", page.Markup));
        Assert.True(_counter.IsFollowed);
    }

    private void Happen()
    {
        _counter.Happened++;
        _counter.Signal.Set();
    }

    private IRenderedComponent<CounterPane> RenderPane() =>
        Render<CascadingValue<PageVisibility>>(parameters =>
                parameters.Add(value => value.Value, _visibility).AddChildContent<CounterPane>(pane => pane.Add(one => one.State, _counter))
            )
            .FindComponent<CounterPane>();

    private sealed class Counter : LiveState
    {
        public ChangeSignal Signal { get; } = new();

        public int Happened { get; set; } = 1;

        public int Shown { get; set; }

        public int Pulls { get; private set; }

        public Exception? Fault { get; set; }

        public void Pull()
        {
            Pulls++;
            Shown = Fault is null ? Happened : throw Fault;
            OnChanged();
        }
    }

    private sealed class CounterPane : LivePane
    {
        public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);

        [Parameter]
        public Counter State { get; set; } = default!;

        protected override IReadOnlyList<LiveState> States => [State];

        protected override object Shown => State.Shown;

        protected override Task WatchAsync() => PullAsync(State.Signal, Pace, Timeout.InfiniteTimeSpan, State.Pull);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, State.Shown);
    }

    private sealed class TwicePane : LivePane
    {
        [Parameter]
        public Counter State { get; set; } = default!;

        protected override IReadOnlyList<LiveState> States => [State];

        protected override object Shown => State.Shown;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "onclick", EventCallback.Factory.Create(this, Click));
            builder.AddContent(2, State.Shown);
            builder.CloseElement();
        }

        private void Click()
        {
            State.Change(() => State.Shown = 1);
            State.Change(() => State.Shown = 2);
        }
    }
}
