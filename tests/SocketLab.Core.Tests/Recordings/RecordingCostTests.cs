using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Recordings;

/// <summary>What a recording may cost beside the endpoints that it records.</summary>
public sealed class RecordingCostTests
{
    private const int Count = 5000;

    [Fact]
    public async Task An_entry_is_taken_without_an_object()
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        var (session, ring) = await lab.BeginSessionAsync(listener, null);
        using var owned = ring;
        Add(listener.Journal, 2 * Count);
        await session.DrainAsync(isEnd: false, CancellationToken.None);

        Add(listener.Journal, Count);
        var ends = session.Sources.Ends();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(session.Fill(ends));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        await session.DrainAsync(isEnd: false, CancellationToken.None);
        Assert.Equal(3 * Count, ring.Files.Sum(file => file.Entries));
    }

    [Fact]
    public async Task What_comes_while_it_writes_is_left_for_the_next_time()
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        Add(listener.Journal, 10);
        var (session, ring) = await lab.BeginSessionAsync(listener, (int _, in EntryView _) =>
        {
            Add(listener.Journal, 1);
            return true;
        });
        using var owned = ring;
        await Eventually.Ends(
            Task.Run(() => session.DrainAsync(isEnd: false, CancellationToken.None), TestContext.Current.CancellationToken)
        );
        Assert.Equal(10, ring.Files.Sum(file => file.Entries));
        await session.DrainAsync(isEnd: false, CancellationToken.None);
        Assert.Equal(20, ring.Files.Sum(file => file.Entries));
    }

    private static void Add(EntryJournal journal, int count)
    {
        var peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 9));
        using var batch = journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, TimeProvider.System.GetUtcNow().UtcTicks, peer, 64, new byte[64]);
        }
    }
}
