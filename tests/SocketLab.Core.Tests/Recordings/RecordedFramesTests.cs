using System.Net.Sockets;
using System.Text;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Recordings;

namespace SocketLab.Core.Tests.Recordings;

/// <summary>Recordings of streams that are cut into frames, a packet each, whatever lies between a frame's beginning and its end.</summary>
public sealed class RecordedFramesTests : IAsyncDisposable
{
    private static readonly FramingOptions Lines = new() { Mode = FramingMode.Line };

    private readonly RecordingLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_frame_is_one_packet_however_it_was_read_and_datagrams_are_as_they_came()
    {
        var (stream, datagrams) = (await ListenAsync(Lines), await _lab.Endpoints.UdpListenerAsync());
        var recording = await RecordAsync(stream, o => o with { EndpointIds = [stream.Id, datagrams.Id] });
        using var peer = await Sockets.ConnectAsync(stream.Status.Bound);
        await SendAsync(stream, peer, "on", "e\ntwo\nth", "ree\n");
        await RecordingLab.SendAsync(datagrams, 1, 2);
        await Eventually.HoldsAsync(() => recording.Progress.Entries == 5);
        await _lab.Library.StopAsync(recording.Id);
        var entries = await _lab.ReadAsync(recording);
        Assert.Equal(["one\n", "two\n", "three\n"], entries.Where(entry => entry.Kind == EntryKind.Data).Select(Text));
        Assert.Equal(2, entries.Count(entry => entry.Kind == EntryKind.Datagram));
        Assert.Equal((5, 5), (recording.Progress.Entries, recording.Rate.Counts.Sum()));
        Assert.Equal((entries[0].Time, entries[^1].Time), (recording.Progress.First, recording.Progress.Last));
    }

    [Fact]
    public async Task A_frame_that_began_before_the_recording_is_whole_also_where_only_a_length_says_where_it_ends()
    {
        var listener = await ListenAsync(new() { Mode = FramingMode.LengthPrefix, LengthBytes = 1 });
        using var peer = await Sockets.ConnectAsync(listener.Status.Bound);
        using var gone = await Sockets.ConnectAsync(listener.Status.Bound);
        await SendAsync(listener, gone, "\u0009over");
        gone.Close();
        await SendAsync(listener, peer, "\u0003one\u0003t");
        await Eventually.HoldsAsync(() => listener.Connections.Open == 1);
        var recording = await RecordAsync(listener);
        await SendAsync(listener, peer, "wo\u0005three\u0004fo");
        await Eventually.HoldsAsync(() => recording.Progress.Entries == 2);
        await _lab.Library.StopAsync(recording.Id);
        Assert.Equal(["\u0003two", "\u0005three", "\u0004fo"], (await _lab.ReadAsync(recording)).Select(Text));
        Assert.Equal((3, 0L), (recording.Progress.Entries, recording.Progress.Dropped));
        Assert.Contains("The end of this frame is not here", await FilesAsync(recording), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_goes_on_from_file_to_file()
    {
        var listener = await ListenAsync(Lines);
        using var slow = await Sockets.ConnectAsync(listener.Status.Bound);
        using var busy = await Sockets.ConnectAsync(listener.Status.Bound);
        var recording = await RecordAsync(listener, o => o with { FileBytes = RecordingOptions.MinFileBytes, Files = 100 });
        await SendAsync(listener, slow, "it began ");
        var line = new string('x', 999) + "\n";
        for (var i = 0; i < 3000; i++)
        {
            busy.Send(Encoding.ASCII.GetBytes(line));
        }

        await Eventually.HoldsAsync(() => recording.Progress.Entries == 3000);
        await SendAsync(listener, slow, "and ended\n");
        await Eventually.HoldsAsync(() => recording.Progress.Entries == 3001);
        await _lab.Library.StopAsync(recording.Id);
        var files = recording.Progress.Files;
        Assert.InRange(files.Count, 3, 5);
        Assert.All(files, file => Assert.InRange(file.Bytes, 1, RecordingOptions.MinFileBytes + (256 << 10)));
        var texts = (await _lab.ReadAsync(recording)).Select(Text).ToList();
        Assert.Equal(3001, texts.Count);
        Assert.Equal("it began and ended\n", texts[^1]);
        Assert.All(texts[..^1], text => Assert.Equal(line, text));
    }

    [Fact]
    public async Task What_a_connection_had_under_way_stands_there_and_the_recording_goes_on_after_a_restart()
    {
        using var folder = new TempFolder();
        var store = new MemoryStore();
        string id;
        await using (var before = new RecordingLab(folder: folder.Path, store: store))
        {
            var listener = await before.Endpoints.TcpListenerAsync(new() { Framing = Lines });
            id = (await before.RecordAsync(listener, AsFrames)).Id;
            using var peer = await Sockets.ConnectAsync(listener.Status.Bound);
            await SendAsync(listener, peer, "whole\nhal");
        }

        await using var after = new RecordingLab(folder: folder.Path, store: store);
        await after.Endpoints.Supervisor.LoadAsync(CancellationToken.None);
        await after.Library.LoadAsync(CancellationToken.None);
        await after.Endpoints.Supervisor.StartWantedAsync(CancellationToken.None);
        var (recording, again) = (after.Library.Get(id), after.Endpoints.Supervisor.List()[0]);
        Assert.Equal((RecordingState.Recording, CaptureForm.Frames), (recording.Progress.State, recording.Options.Form));
        Assert.Equal(2, recording.Progress.Entries);
        using var next = await Sockets.ConnectAsync(again.Status.Bound);
        await SendAsync(again, next, "ne", "w\n");
        await Eventually.HoldsAsync(() => recording.Progress.Entries == 3);
        await after.Library.StopAsync(id);
        Assert.Equal(["whole\n", "hal", "new\n"], (await after.ReadAsync(recording)).Select(Text));
    }

    [Fact]
    public async Task What_a_killed_process_left_has_as_many_messages_as_frames()
    {
        using var folder = new TempFolder();
        var listener = await ListenAsync(Lines);
        var recording = await RecordAsync(listener);
        using var peer = await Sockets.ConnectAsync(listener.Status.Bound);
        await SendAsync(listener, peer, "one\ntwo\nthr");
        await Eventually.HoldsAsync(() => recording.Progress.Entries == 2);
        var left = Path.Combine(folder.Path, recording.Id);
        Directory.CreateDirectory(left);
        foreach (var file in Directory.GetFiles(Path.Combine(_lab.Folder, recording.Id)))
        {
            File.Copy(file, Path.Combine(left, Path.GetFileName(file)));
        }

        await using var after = new RecordingLab(folder: folder.Path);
        await after.Library.LoadAsync(CancellationToken.None);
        Assert.Equal(2, after.Library.Get(recording.Id).Progress.Entries);
        Assert.Equal(["one\n", "two\n"], (await after.ReadAsync(after.Library.Get(recording.Id))).Select(Text));
    }

    [Theory]
    [InlineData(FramingMode.Line)]
    [InlineData(FramingMode.Raw)]
    public async Task Another_framing_holds_from_where_it_is_chosen_and_every_byte_is_there_once(FramingMode before)
    {
        var listener = await ListenAsync(Lines with { Mode = before });
        var recording = await RecordAsync(listener);
        using var peer = await Sockets.ConnectAsync(listener.Status.Bound);
        await SendAsync(listener, peer, "one\ntw");
        await Eventually.HoldsAsync(() => recording.Progress.Entries == 1);
        await FrameAsync(listener, new() { Mode = FramingMode.Delimiter, DelimiterHex = "3b" });

        // What comes before the writer has seen the change may be cut either way; what has come then is cut the new way.
        await Eventually.HoldsAsync(async () =>
        {
            await SendAsync(listener, peer, "o;");
            return (await FilesAsync(recording)).Contains("how its endpoint cuts frames", StringComparison.Ordinal);
        });
        await SendAsync(listener, peer, "three\n;fo", "ur;");
        await _lab.Library.StopAsync(recording.Id);
        var texts = (await _lab.ReadAsync(recording)).Select(Text).ToList();
        Assert.Equal(["three\n;", "four;"], texts[^2..]);
        Assert.Equal(listener.Journal.Messages(EntryDirection.In).Bytes(EntryDirection.In), Encoding.ASCII.GetBytes(string.Concat(texts)));
        Assert.Equal(texts.Count, recording.Progress.Entries);
    }

    [Fact]
    public async Task What_was_held_when_there_was_no_room_any_more_counts_as_dropped()
    {
        await using var lab = new RecordingLab(new() { RecordingBytes = 1 << 20, RecordingFreeBytes = 0 });
        var listener = await lab.Endpoints.TcpListenerAsync(new() { Framing = Lines });
        var recording = await lab.RecordAsync(listener, AsFrames);
        using var slow = await Sockets.ConnectAsync(listener.Status.Bound);
        using var busy = await Sockets.ConnectAsync(listener.Status.Bound);
        await SendAsync(listener, slow, "never ends");
        var line = Encoding.ASCII.GetBytes(new string('x', 9_999) + "\n");
        for (var i = 0; i < 200 && recording.Progress.State == RecordingState.Recording; i++)
        {
            await SendAsync(listener, busy, Encoding.ASCII.GetString(line));
        }

        await Eventually.HoldsAsync(() => recording.Progress.State == RecordingState.Stopped);
        Assert.Equal(RecordingEnd.QuotaReached, recording.Progress.End);
        Assert.InRange(recording.Progress.Dropped, 1, 2);
        Assert.DoesNotContain("never ends", (await lab.ReadAsync(recording)).Select(Text));
    }

    [Fact]
    public async Task A_filter_takes_whole_frames_across_reads()
    {
        var listener = await ListenAsync(Lines);
        var recording = await RecordAsync(listener, o => o with { Filter = "text contains \"b\"" });
        using var peer = await Sockets.ConnectAsync(listener.Status.Bound);
        await SendAsync(listener, peer, "a\na", "b\nc\nd", "e\n");
        await _lab.Library.StopAsync(recording.Id);
        Assert.Equal(["ab\n", "c\n", "de\n"], (await _lab.ReadAsync(recording)).Select(Text));
    }

    private static string Text(Entry entry) => Encoding.ASCII.GetString(entry.Payload.Span);

    private static RecordingOptions AsFrames(RecordingOptions options) => options with { Form = CaptureForm.Frames };

    private static async Task SendAsync(Endpoint listener, Socket peer, params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            var before = listener.Journal.Ledger.ReceivedBytes;
            peer.Send(Encoding.ASCII.GetBytes(piece));
            await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == before + piece.Length);
        }
    }

    private static async Task<string> FilesAsync(Recording recording)
    {
        await using var files = recording.OpenFiles();
        using var all = new MemoryStream();
        await files.CopyToAsync(all, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    private Task<Endpoint> ListenAsync(FramingOptions framing) => _lab.Endpoints.TcpListenerAsync(new() { Framing = framing });

    private Task FrameAsync(Endpoint listener, FramingOptions framing) =>
        _lab.Endpoints.Supervisor.UpdateAsync(
            listener.Id,
            definition => definition with { Tcp = definition.Tcp with { Framing = framing } },
            CancellationToken.None
        );

    private Task<Recording> RecordAsync(Endpoint listener, Func<RecordingOptions, RecordingOptions>? change = null) =>
        _lab.RecordAsync(listener, options => AsFrames(change?.Invoke(options) ?? options));
}
