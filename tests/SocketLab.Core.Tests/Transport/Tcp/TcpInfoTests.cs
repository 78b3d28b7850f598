using System.Buffers.Binary;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tcp;

public sealed class TcpInfoTests
{
    [Fact]
    public async Task It_tells_what_came_and_went_and_where_the_connection_is()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync(new() { HalfClosedSeconds = 60 }));
        using var peer = pair.Peer;
        await peer.SendAsync(new byte[1234]);
        await Eventually.HoldsAsync(pair.Journal.Changed, () => pair.Journal.Ledger.ReceivedBytes == 1234);
        await pair.Connection.SendAsync(new byte[567], CancellationToken.None);
        await peer.ReadAsync(567);
        await Eventually.HoldsAsync(() => pair.Connection.ReadTcpInfo()!.UnackedSegments == 0);

        var info = pair.Connection.ReadTcpInfo()!;
        Assert.Equal(("ESTABLISHED", 1234, 567, 567), (info.State, info.BytesReceived, info.BytesAcked, info.BytesSent));
        Assert.Equal((0, 0, 0, 0), (info.Retransmits, info.TotalRetransmits, info.LostSegments, info.NotSentBytes));
        Assert.Null(info.SsthreshSegments);
        foreach (
            var positive in (long?[])
                [
                    info.RttMicroseconds,
                    info.RttvarMicroseconds,
                    info.MinRttMicroseconds,
                    info.RtoMicroseconds,
                    info.CwndSegments,
                    info.MssBytes,
                    info.SegmentsIn,
                    info.SegmentsOut,
                    info.PeerWindowBytes,
                ]
        )
        {
            Assert.True(positive > 0, info.ToString());
        }

        Assert.True(info.MinRttMicroseconds <= info.RttMicroseconds, info.ToString());
        peer.Shutdown(SocketShutdown.Send);
        await Eventually.HoldsAsync(() => pair.Connection.State == ConnectionState.PeerHalfClosed);
        Assert.Equal("CLOSE-WAIT", pair.Connection.ReadTcpInfo()!.State);
        await pair.Connection.Reset();
        Assert.Null(pair.Connection.ReadTcpInfo());
        Assert.NotNull(pair.Connection.LastTcpInfo);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_shows_as_a_closed_window_and_data_that_waits()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync());
        using var peer = pair.Peer;
        var sending = pair.Connection.SendAsync(new byte[64 << 20], CancellationToken.None);
        await Eventually.HoldsAsync(() => pair.Connection.ReadTcpInfo() is { PeerWindowBytes: 0, NotSentBytes: > 0 });
        Assert.True(pair.Connection.ReadTcpInfo()!.HasUndelivered);
        await pair.Connection.Reset();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
    }

    [Fact]
    public async Task A_half_close_that_the_peer_acknowledged_is_FIN_WAIT_2()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync());
        using var peer = pair.Peer;
        pair.Connection.ShutdownSend();
        await Eventually.HoldsAsync(() => pair.Connection.ReadTcpInfo()!.State == "FIN-WAIT-2");
        Assert.False(pair.Connection.ReadTcpInfo()!.HasUndelivered);
    }

    /// <summary>Lengths of the struct in Linux 2.6.32, 3.10, 4.2, 4.9 and 4.19, and none at all.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(104, 10)]
    [InlineData(112, 11)]
    [InlineData(144, 15)]
    [InlineData(168, 18)]
    [InlineData(224, 19)]
    [InlineData(256, 20)]
    public void What_an_older_kernel_does_not_tell_is_null(int length, int known)
    {
        var bytes = new byte[length];
        for (var offset = 8; offset < length; offset += 4)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), 1);
        }

        var info = TcpInfo.Parse(bytes);
        Assert.Equal(known, TcpInfoField.All.Count(field => field.Value(info) is not null));
        Assert.Equal("UNKNOWN", info.State);
    }

    [Fact]
    public void What_the_kernel_does_not_know_yet_is_null()
    {
        var bytes = new byte[TcpInfo.Bytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(76), int.MaxValue);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(104), -1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(148), -1);
        var info = TcpInfo.Parse(bytes);
        Assert.Equal((null, null, null), (info.SsthreshSegments, info.PacingBytesPerSecond, info.MinRttMicroseconds));
        Assert.Equal(0, info.RttMicroseconds);
    }

    [Fact]
    public void Every_figure_is_explained_once()
    {
        var properties = typeof(TcpInfo).GetProperties().Where(property => property.PropertyType == typeof(long?)).ToList();
        var info = new TcpInfo { State = "" };
        for (var i = 0; i < properties.Count; i++)
        {
            properties[i].SetValue(info, (long?)i);
        }

        Assert.Equal(
            Enumerable.Range(0, properties.Count).Select(i => (long?)i),
            TcpInfoField.All.Select(field => field.Value(info)).Order()
        );
        Assert.All(TcpInfoField.All, field => Assert.EndsWith(".", field.Meaning, StringComparison.Ordinal));
    }
}
