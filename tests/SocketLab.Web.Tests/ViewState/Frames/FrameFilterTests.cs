using System.Globalization;
using System.Net;
using System.Text;
using SocketLab.Contracts;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Tests.ViewState.Frames;

/// <summary>The window over those frames that a filter takes, and what stays when that changes.</summary>
public sealed class FrameFilterTests
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 50_000));
    private static readonly FramingOptions Lines = new() { Mode = FramingMode.Line };

    private readonly ConnectionId _one = ConnectionId.Next();
    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
    private readonly Dictionary<(ConnectionId, EntryDirection), long> _offsets = [];

    [Fact]
    public void A_filter_narrows_the_frames_to_those_whose_bytes_it_takes()
    {
        In("GET a\nPUT ");
        Out("200 ok\n");
        In("b\nGET c\nGE");
        var window = Window();
        Assert.Equal(["1", "2", "3", "4", "…"], window.Read(false).Rows.Select(row => row.Number));
        window.Filter = Filter.Parse("text startsWith GE");
        var page = Whole(window);
        Assert.Equal([("1", "GET a"), ("4", "GET c"), ("…", "GE")], page.Rows.Select(row => (row.Number, row.Content)));
        Assert.Equal((3, 5, true, null), (page.Scan!.Found, page.Scan.Kept, page.Scan.IsComplete, page.Scan.Doubt));
        In("T d\n");
        Out("GET by mistake\n");
        Assert.Equal(["GET a", "GET c", "GET d", "GET by mistake"], Whole(window).Rows.Select(row => row.Content));
        window.Filter = Filter.Parse("dir == out and len > 7");
        Assert.Equal(["GET by mistake"], Whole(window).Rows.Select(row => row.Content));
        window.Filter = Filter.Parse("kind == event");
        page = Whole(window);
        Assert.Equal((0L, "None of 6 frames is what the filter asks for."), (page.TotalRows, page.Scan!.WhyNone));
        window.Filter = null;
        Assert.Equal((6L, null), (window.Read(false).TotalRows, window.Read(false).Scan));
    }

    [Fact]
    public void Who_looks_back_or_into_a_frame_stays_there_when_the_filter_changes()
    {
        Many(1000);
        var window = Window();
        window.Read(false);
        window.ScrollTo(500, 20, atEnd: false);
        window.Read(false);
        window.Filter = Filter.Parse("text matches \"5$\"");
        var page = Whole(window);
        Assert.Equal("line 505", page.Rows[(int)(page.JumpTo - page.FirstRow)].Content);
        var selected = page.Rows.First(row => row.Content == "line 515");
        window.Select(new(selected.Ordinal, selected.Key) { Among = window.Filter });
        Assert.Equal(("line 515\n", 516L), Looked(window.Read(false)));
        window.Filter = null;
        page = window.Read(false);
        Assert.Equal("line 505", page.Rows[(int)(page.JumpTo - page.FirstRow)].Content);
        Assert.Equal((("line 515\n", 516L), 516L), (Looked(page), page.Detail!.Row.Ordinal));
        window.Move(1, page);
        Assert.Equal(("line 516\n", 517L), Looked(window.Read(false)));
        window.Filter = Filter.Parse("text matches \"6$\"");
        page = Whole(window);
        window.Move(1, page);
        Assert.Equal(("line 526\n", 527L), Looked(window.Read(false)));

        static (string, long) Looked(FrameTablePage page) => (Encoding.ASCII.GetString(page.Detail!.Bytes!), page.Detail.Row.Nth);
    }

    [Fact]
    public void Saved_filters_colour_frames_the_first_that_takes_one()
    {
        In("GET a\nPUT b\nGE");
        var window = Window();
        window.Read(false);
        window.Saved =
        [
            new("1", new("gets", "text startsWith GE") { Colour = FilterColour.Green }),
            new("2", new("all", "len > 3") { Colour = FilterColour.Red }),
        ];
        Assert.Equal(["gets", "all", "gets"], window.Read(false).Rows.Select(row => row.Colour?.FilterName));
        In("T c\nDEL");
        Assert.Equal(["gets", "all", "gets", null], window.Read(false).Rows.Select(row => row.Colour?.FilterName));
        In("ETE\n");
        Assert.Equal(["gets", "all", "gets", "all"], window.Read(false).Rows.Select(row => row.Colour?.FilterName));
        window.Saved = [];
        Assert.All(window.Read(false).Rows, row => Assert.Null(row.Colour));
    }

    private FrameWindow Window() => new(_journal, _one, Lines);

    private static FrameTablePage Whole(FrameWindow window)
    {
        var page = window.Read(false);
        while (page.Searched is not null)
        {
            page = window.Read(false);
        }

        return page;
    }

    private void Many(int count)
    {
        for (var i = 0; i < count; i++)
        {
            In(string.Create(CultureInfo.InvariantCulture, $"line {i}\n"));
        }
    }

    private void In(string text) => Data(EntryDirection.In, _one, Encoding.Latin1.GetBytes(text));

    private void Out(string text) => Data(EntryDirection.Out, _one, Encoding.Latin1.GetBytes(text));

    private void Data(EntryDirection direction, ConnectionId connection, ReadOnlySpan<byte> bytes)
    {
        var offset = _offsets.GetValueOrDefault((connection, direction));
        _offsets[(connection, direction)] = offset + bytes.Length;
        using var batch = _journal.BeginBatch();
        batch.AddData(direction, DateTime.UnixEpoch.Ticks, Peer, connection, offset, bytes);
    }
}
