using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Tests.ViewState.Frames;

/// <summary>Frames are searched by their own bytes, from place to place, however the stream was read.</summary>
public sealed class FrameSearchTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private Socket? _peer;
    private long _sent;

    public ValueTask DisposeAsync()
    {
        _peer?.Dispose();
        return _lab.DisposeAsync();
    }

    [Fact]
    public async Task What_two_reads_share_is_found_and_the_search_goes_through_all_places_and_around()
    {
        using var view = await OpenAsync("first\nx nee", "dle y Needle\nbetween\nNEED", "LE\nlast\n");
        Search(view, "needle");
        Assert.Equal(("2 frames", 5L), (view.Search.Words, view.Page.TotalRows));
        Assert.Equal(["", "2+6 11+6", "", "0+6", ""], view.Page.Rows.Select(row => row.ContentMarks));

        Find(view);
        Assert.Equal((2, "2:6", "1 of 2 frames; 1 of 2 in this one"), At(view));
        Assert.Equal("2:6 11:6", view.Reading.Found);
        Find(view);
        Assert.Equal((2, "11:6", "1 of 2 frames; 2 of 2 in this one"), At(view));
        Find(view);
        Assert.Equal((4, "0:6", "2 of 2 frames"), At(view));
        Find(view);
        Assert.Equal((2, "2:6", "1 of 2 frames; 1 of 2 in this one"), At(view));
        Find(view, back: true);
        Assert.Equal((4, "0:6", "2 of 2 frames"), At(view));
        Find(view, back: true);
        Assert.Equal((2, "11:6", "1 of 2 frames; 2 of 2 in this one"), At(view));

        view.Search.Close();
        Pull(view);
        Assert.Equal(("", "", ""), (view.Search.Words, view.Reading.Found, string.Concat(view.Page.Rows.Select(row => row.ContentMarks))));
        Assert.Equal(2, view.Page.Detail!.Row.Nth);
    }

    [Fact]
    public async Task Steps_that_come_faster_than_frames_are_read_are_all_taken()
    {
        using var view = await OpenAsync("needle needle\nneedle needle\nneedle\n");
        Search(view, "needle");
        foreach (var back in (bool[])[false, false, false, false, true])
        {
            view.Find(back);
        }

        Pull(view);
        Assert.Equal((2, "0:6", "2 of 3 frames; 1 of 2 in this one"), At(view));
        Find(view, back: true);
        view.Select(view.Page.Rows[2]);
        view.Find(back: false);
        Pull(view);
        Assert.Equal((3, "0:6", "3 of 3 frames"), At(view));
    }

    [Fact]
    public async Task It_finds_only_what_the_filter_takes_also_frames_that_are_under_way()
    {
        using var view = await OpenAsync("a needle\nb needle\nc needle\nd nee");
        view.Filter.Use("not text startsWith b");
        Search(view, "needle");
        Assert.Equal("2 frames", view.Search.Words);
        Find(view);
        Find(view);
        Assert.Equal((3, "2:6", "2 of 2 frames"), At(view));
        await SendAsync("dle");
        Pull(view);
        Assert.Equal("2 of 3 frames", view.Search.Words);
        Find(view);
        Assert.Equal((true, "2:6", "3 of 3 frames"), (view.Page.Detail!.Row.State.IsOpen, Selected(view), view.Search.Words));
        await SendAsync(" and more\n");
        Pull(view);
        Assert.Equal((4, "2:6", "3 of 3 frames"), At(view));
        view.Filter.Use("");
        Pull(view);
        Assert.Equal((4, "2:6", "4 of 4 frames"), At(view));
        Find(view, back: true);
        Find(view, back: true);
        Assert.Equal((2, "2:6", "2 of 4 frames"), At(view));
        view.Search.Use("nee 1", SearchKind.Hex);
        Assert.NotNull(view.Search.Error);
        view.Search.Use("^needle", SearchKind.Expression);
        Pull(view);
        Assert.Equal("Not found", view.Search.Words);
        view.Search.Use("^c.*e$", SearchKind.Expression);
        Pull(view);
        Assert.Equal("1 frame", view.Search.Words);
    }

    [Fact]
    public async Task It_begins_in_sight_brings_rows_into_sight_and_shows_the_bytes_that_it_finds()
    {
        var lines = Enumerable.Range(1, 2000).Select(i => i % 500 == 0 ? $"{i} needle\n" : $"{i}\n");
        using var view = await OpenAsync([.. lines, .. new[] { new string('x', 10_000), " needle\n" }]);
        Search(view, "needle");
        Find(view);
        Assert.Equal(2000, view.Page.Detail!.Row.Nth);
        view.Select(null);
        view.Scroll(900, visibleRows: 20, atEnd: false);
        Pull(view);
        Assert.Equal("5 frames", view.Search.Words);
        Find(view);
        Assert.Equal((1000, "5:6", "2 of 5 frames"), At(view));
        Assert.Contains(view.Page.Rows, row => row.Nth == 1000);
        Find(view, back: true);
        Find(view, back: true);
        Assert.Equal((2001, "10001:6", "5 of 5 frames"), At(view));
        Assert.Equal((10_008, 0), (view.Page.Detail!.Bytes!.Length, view.Page.Detail.Hidden));
        view.Move(-1);
        Pull(view);
        Assert.Equal((2000, "4 of 5 frames"), (view.Page.Detail!.Row.Nth, view.Search.Words));
    }

    [Theory]
    [InlineData(StreamFormat.Hex, "9+2", "0+5")]
    [InlineData(StreamFormat.Raw, "6+2", "0+4")]
    [InlineData(StreamFormat.Text, "12+4", "0+2")]
    public async Task A_find_that_reaches_from_a_length_field_into_the_content_is_marked_in_both(
        StreamFormat format,
        string header,
        string content
    )
    {
        using var view = await OpenAsync(new FramingOptions { Mode = FramingMode.LengthPrefix, LengthBytes = 4 }, ["\0\0\0\u0005hello"]);
        view.Format = format;
        view.Search.Open();
        view.Search.Use("05 68 65", SearchKind.Hex);
        Pull(view);
        Assert.Equal(
            (header, content, ""),
            (view.Page.Rows[0].HeaderMarks, view.Page.Rows[0].ContentMarks, view.Page.Rows[0].TrailerMarks)
        );
    }

    private static (long Nth, string Selected, string Words) At(FramesView view) =>
        (view.Page.Detail!.Row.Nth, Selected(view), view.Search.Words);

    private static string Selected(FramesView view) =>
        view.Reading.Selection is ByteSelection { Start: var start, Length: var length } ? $"{start}:{length}" : "";

    private static void Search(FramesView view, string text)
    {
        view.Search.Open();
        view.Search.Use(text, SearchKind.Text);
        Pull(view);
    }

    private static void Find(FramesView view, bool back = false)
    {
        view.Find(back);
        Pull(view);
    }

    /// <summary>What the view does by itself while it is watched, on this thread, until nothing more happens.</summary>
    private static void Pull(FramesView view)
    {
        FrameSelection? asked;
        do
        {
            asked = view.Window.Selection;
            view.Show(view.Window.Read(ended: false));
            view.Arrive();
        } while (!view.Page.IsWhole || view.Window.Selection != asked);
    }

    private Task<FramesView> OpenAsync(params string[] texts) => OpenAsync(new FramingOptions { Mode = FramingMode.Line }, texts);

    private async Task<FramesView> OpenAsync(FramingOptions framing, string[] texts)
    {
        var listener = await _lab.TcpListenerAsync(new TcpOptions { Framing = framing });
        _peer = await Sockets.ConnectAsync(listener.Bound);
        foreach (var text in texts.Length > 10 ? [string.Concat(texts)] : texts)
        {
            await SendAsync(text);
        }

        var view = new FramesView(listener, null, TimeZoneInfo.Utc, TimeProvider.System);
        Pull(view);
        return view;
    }

    /// <summary>Sends a piece, and waits until it was read, so that the next one is another read.</summary>
    private async Task SendAsync(string text)
    {
        var journal = _lab.Supervisor.List()[0].Journal;
        await _peer!.SendAllAsync(System.Text.Encoding.Latin1.GetBytes(text));
        _sent += text.Length;
        await Eventually.HoldsAsync(journal.Changed, () => journal.Ledger.ReceivedBytes == _sent);
    }
}
