using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Tests.ViewState.Frames;

public sealed class FramesViewTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task What_saved_filters_hide_is_left_out_and_that_is_told()
    {
        var listener = await _lab.TcpListenerAsync(new TcpOptions { Framing = new() { Mode = FramingMode.Line } });
        using var peer = new TcpClient();
        await peer.ConnectAsync((System.Net.IPEndPoint)listener.Bound!, TestContext.Current.CancellationToken);
        await peer.Client.SendAsync("a\n.\nb\n.\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => listener.Journal.Ledger.ReceivedBytes == 8);

        using var view = new FramesView(listener, null, TimeZoneInfo.Utc, TimeProvider.System);
        var watching = view.WatchAsync(() => Task.CompletedTask, () => { });
        await ShowsAsync(view, "a", ".", "b", ".");
        Assert.Null(view.Scan);
        view.UseSaved([new("1", new("dots", "text startsWith \".\"") { Hide = true })]);
        await ShowsAsync(view, "a", "b");
        Assert.Equal((2L, 4L, true), (view.Scan!.Found, view.Scan.Kept, view.Scan.LeavesOutHidden));
        view.Filter.Use("text startsWith x");
        await ShowsAsync(view);
        await Eventually.HoldsAsync(() => view.WhyEmpty == "None of 4 frames is left by the filter and by what saved filters hide.");
        view.UseSaved([]);
        await Eventually.HoldsAsync(() => view.WhyEmpty == "None of 4 frames is what the filter asks for.");
        view.Dispose();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private static Task ShowsAsync(FramesView view, params string[] contents) =>
        Eventually.HoldsAsync(() => view.Page.Searched is null && view.Page.Rows.Select(row => row.Content).SequenceEqual(contents));
}
