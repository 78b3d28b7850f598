using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Conversations;

namespace SocketLab.Web.Tests.ViewState.Conversations;

/// <summary>A followed conversation is searched from place to place, among its own entries and what its filter takes of them.</summary>
public sealed class ConversationSearchTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly FilterScans _scans = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task It_goes_through_all_places_of_its_own_entries_and_around()
    {
        var view = await OpenAsync();
        await SearchAsync(view, "needle");
        Assert.Equal("3 entries", view.RowSearch.Words);
        Assert.Equal([1, 2, 1], Marked(view).Select(block => block.Found.Count));

        view.Find(back: false);
        Assert.Equal(("1 of 3 entries", "a needle", 0), At(view));
        view.Find(back: false);
        Assert.Equal(("2 of 3 entries; 1 of 2 in this one", "needle, Needle", 0), At(view));
        view.Find(back: false);
        Assert.Equal(("2 of 3 entries; 2 of 2 in this one", "needle, Needle", 1), At(view));
        view.Find(back: false);
        view.Find(back: false);
        Assert.Equal(("1 of 3 entries", "a needle", 0), At(view));
        view.Find(back: true);
        Assert.Equal(("3 of 3 entries", "the last NEEDLE", 0), At(view));
        view.Find(back: true);
        Assert.Equal(("2 of 3 entries; 2 of 2 in this one", "needle, Needle", 1), At(view));
        Assert.Equal((false, 7), (view.Page.Following, view.Page.RevealId));

        view.RowSearch.Close();
        Assert.Equal(("", false), (view.RowSearch.Words, view.Page.Blocks.Any(block => block.IsCurrent || block.Found.Count > 0)));
        view.Find(back: false);
        Assert.Equal(7, view.Page.RevealId);
    }

    [Fact]
    public async Task It_begins_with_what_is_in_sight_and_finds_only_what_the_filter_takes_and_nobody_hides()
    {
        var view = await OpenAsync();
        view.Window.InSight = Marked(view, "needle, Needle").Ordinal;
        await SearchAsync(view, "needle");
        view.Find(back: false);
        Assert.Equal("needle, Needle", At(view).Content);

        view.Filter.Use("text contains last or text == \"a needle\"");
        await ScanAsync(view);
        Assert.Equal("2 entries", view.RowSearch.Words);
        view.Find(back: false);
        Assert.Equal(("2 of 2 entries", "the last NEEDLE", 0), At(view));
        view.UseSaved([new("1", new("the last", "text contains last") { Hide = true })]);
        await ScanAsync(view);
        Assert.Equal("1 entry", view.RowSearch.Words);
        view.Find(back: false);
        Assert.Equal(("1 of 1 entry", "a needle", 0), At(view));

        view.RowSearch.Use("6e 6", SearchKind.Hex);
        Assert.Equal((true, 0), (view.RowSearch.Error is not null, Marked(view).Count));
        await SearchAsync(view, "nowhere");
        Assert.Equal("Not found", view.RowSearch.Words);
        view.Find(back: false);
        Assert.Equal("Not found", view.RowSearch.Words);
    }

    [Fact]
    public async Task Each_read_of_a_connection_is_an_entry_and_what_was_looked_for_goes_on_among_its_frames()
    {
        var listener = await _lab.TcpListenerAsync(new TcpOptions { Framing = new() { Mode = FramingMode.Line } });
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        await peer.SendAllAsync("a nee"u8.ToArray());
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count == 1);
        await peer.SendAllAsync("dle\nneedle\n"u8.ToArray());
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count == 2);
        var view = ConnectionView.Open(_lab.Supervisor, listener.Connections.List()[0].Id.ToString(), TimeProvider.System, _scans)!;
        view.RowSearch.Open();
        view.RowSearch.Use("needle", SearchKind.Text);
        while (!await view.ScanAsync(TestContext.Current.CancellationToken)) { }
        Assert.Equal("1 entry", view.RowSearch.Words);

        view.ShowFrames(true);
        var frames = view.Frames!;
        Assert.Equal((true, "needle", false), (frames.Search.IsOpen, frames.Search.Text, view.RowSearch.IsOpen));
        do
        {
            frames.Show(frames.Window.Read(ended: false));
        } while (!frames.Page.IsWhole);
        Assert.Equal("2 frames", frames.Search.Words);
        frames.Search.Use("a nee", SearchKind.Text);
        view.ShowFrames(false);
        Assert.Equal((true, "a nee"), (view.RowSearch.IsOpen, view.RowSearch.Text));
    }

    private static (string Words, string Content, int Mark) At(ConversationView view)
    {
        var block = Assert.Single(view.Page.Blocks, block => block.IsCurrent);
        return (view.RowSearch.Words, block.Content, block.Found.Index().Single(mark => mark.Item.IsCurrent).Index);
    }

    private static List<StreamBlock> Marked(ConversationView view) => [.. view.Page.Blocks.Where(block => block.Found.Count > 0)];

    private static StreamBlock Marked(ConversationView view, string content) => view.Page.Blocks.Single(block => block.Content == content);

    private async Task<ConversationView> OpenAsync()
    {
        var listener = await _lab.UdpListenerAsync();
        using var one = Sockets.Udp();
        using var other = Sockets.Udp();
        string[] texts = ["first", "a needle", "between", "needle, Needle", "the last NEEDLE", "end"];
        foreach (var text in texts)
        {
            one.SendTo(text, listener.Bound!.Port);
            other.SendTo("somebody else's needle", listener.Bound.Port);
        }

        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count == 12);
        var first = listener.Journal.Messages(EntryDirection.In).First(entry => entry.Payload.Length == 5);
        var view = ConversationView.Open(_lab.Supervisor, _scans, ConversationPlace.Of(listener.Id, first))!;
        await ScanAsync(view);
        return view;
    }

    private static Task SearchAsync(ConversationView view, string text)
    {
        view.RowSearch.Open();
        view.RowSearch.Use(text, SearchKind.Text);
        return ScanAsync(view);
    }

    private static async Task ScanAsync(ConversationView view)
    {
        view.Search(TestContext.Current.CancellationToken);
        while (!await view.ScanAsync(TestContext.Current.CancellationToken)) { }
        view.Refresh();
    }
}
