using System.Net.Sockets;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>Bytes that the peer marks as urgent (MSG_OOB, send(2)).</summary>
public sealed class UrgentDataTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly Socket _server = Sockets.Listen();

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task They_stand_in_line_and_each_is_told()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync(new()));
        await SendAsync(pair, "abc", SocketFlags.None, 3);
        await SendAsync(pair, "!", SocketFlags.OutOfBand, 4);
        await SendAsync(pair, "def", SocketFlags.None, 7);
        await SendAsync(pair, "XY", SocketFlags.OutOfBand, 9);
        await SendAsync(pair, "end", SocketFlags.None, 12);
        Assert.Equal("abc!defXYend"u8.ToArray(), pair.Entries().Bytes(EntryDirection.In));

        // Of what is sent together, TCP marks the last byte.
        Assert.Equal([3, 8], Marks(pair.Entries()));
        Assert.Equal(pair.Connection.ReceivedBytes, (long)pair.Connection.ReadTcpInfo()!.BytesReceived!);
        pair.Peer.Dispose();
    }

    [Fact]
    public async Task The_mark_is_told_right_before_the_byte()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync(new()));
        await SendAsync(pair, "?", SocketFlags.OutOfBand, 1);
        var entries = pair.Entries();
        var mark = entries.FindIndex(entry => entry.Event?.Type == EventType.UrgentData);
        Assert.Equal((EntryKind.Data, 0L, 1), (entries[mark + 1].Kind, entries[mark + 1].Offset, entries[mark + 1].Length));
        Assert.Equal(0, entries[mark].Data<UrgentMarkData>().Offset);
        pair.Peer.Dispose();
    }

    [Fact]
    public async Task They_are_kept_while_reading_is_held_back()
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync(new()));
        pair.Connection.PauseReading();
        await pair.Peer.SendAsync("before"u8.ToArray());
        await pair.Peer.SendAsync("!"u8.ToArray(), SocketFlags.OutOfBand);
        await pair.Peer.SendAsync("after"u8.ToArray());
        pair.Connection.ResumeReading();
        await Eventually.HoldsAsync(pair.Journal.Changed, () => pair.Connection.ReceivedBytes == 12);
        Assert.Equal("before!after"u8.ToArray(), pair.Entries().Bytes(EntryDirection.In));
        Assert.Equal([6], Marks(pair.Entries()));
        pair.Peer.Dispose();
    }

    [Fact]
    public async Task A_client_keeps_them_too()
    {
        var client = await _lab.TcpClientAsync(_server.LocalEndPoint!);
        using var peer = await _server.AcceptAsync();
        await peer.SendAsync(new byte[] { 255, 242 }, SocketFlags.OutOfBand);
        await client.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In && entry.Offset + entry.Length == 2);
        Assert.Equal(new byte[] { 255, 242 }, client.Journal.ReadAll().Bytes(EntryDirection.In));
        Assert.Equal([1], Marks(client.Journal.ReadAll()));
    }

    private static async Task SendAsync(TcpPair pair, string text, SocketFlags flags, long until)
    {
        await pair.Peer.SendAsync(System.Text.Encoding.ASCII.GetBytes(text), flags);
        await Eventually.HoldsAsync(pair.Journal.Changed, () => pair.Connection.ReceivedBytes == until);
    }

    private static long[] Marks(List<Entry> entries) =>
        [.. entries.Where(entry => entry.Event?.Type == EventType.UrgentData).Select(entry => entry.Data<UrgentMarkData>().Offset)];
}
