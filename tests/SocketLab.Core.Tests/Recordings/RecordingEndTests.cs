using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Recordings;

namespace SocketLab.Core.Tests.Recordings;

/// <summary>How recordings end while more comes than a disk takes, and what becomes of one that cannot go on.</summary>
public sealed class RecordingEndTests
{
    [Fact]
    public async Task One_stops_when_asked_also_while_more_comes_than_the_disk_takes()
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        using var enough = new CancellationTokenSource();
        var flood = Task.Run(() => Flood(listener.Journal, enough.Token), TestContext.Current.CancellationToken);
        try
        {
            var recording = await lab.RecordAsync(listener, options =>
                options with
                {
                    FileBytes = RecordingOptions.MinFileBytes,
                    Files = 1,
                    IncludeKept = true,
                }
            );
            await Eventually.HoldsAsync(() => recording.Progress.Overwritten > 0);
            await Eventually.Ends(lab.Library.StopAsync(recording.Id));
            Assert.Equal(RecordingEnd.Asked, recording.Progress.End);
        }
        finally
        {
            await enough.CancelAsync();
            await flood;
        }
    }

    [Fact]
    public async Task What_nobody_waits_for_at_the_end_counts_as_dropped()
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        await RecordingLab.SendAsync(listener, 1, 100, length: 20_000);
        var (session, ring) = await lab.BeginSessionAsync(listener, null);
        using var owned = ring;
        await session.DrainAsync(isEnd: true, new CancellationToken(canceled: true));
        Assert.InRange(session.Dropped, 1, 99);
        Assert.Equal(100, session.Dropped + ring.Files.Sum(file => file.Entries));
    }

    [Fact]
    public async Task One_stops_also_while_more_comes_than_its_filter_looks_through()
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        await RecordingLab.SendAsync(listener, 1, 1, length: 10);
        var (session, ring) = await lab.BeginSessionAsync(listener, (int _, in EntryView _) =>
        {
            Add(listener.Journal, [1]);
            return false;
        });
        using var owned = ring;
        var draining = Task.Run(() => session.DrainAsync(isEnd: false, new CancellationToken(true)), TestContext.Current.CancellationToken);
        await Eventually.Ends(draining);
        Assert.Equal(0, ring.Files.Sum(file => file.Entries));
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_at_all_is_not_tried_again()
    {
        using var folder = new TempFolder();
        var here = new RecordingFolder(folder.Path);
        var disk = new RecordingDisk("end", here, new(), () => 0, () => { }, TimeProvider.System, NullLogger.Instance);
        var tries = 0;
        await Assert.ThrowsAsync<RecordingEndedException>(() =>
            disk.TryAsync(0, () => ++tries > 0 ? throw new IOException() : Task.CompletedTask)
        );
        Assert.Equal(1, tries);
    }

    [Theory]
    [InlineData("\"dir == in\"", "\"dir ==\"", RecordingEnd.Failed)]
    [InlineData("\"files\":10", "\"files\":0", RecordingEnd.Failed)]
    [InlineData("\"endpointIds\":[", "\"endpointIds\":null,\"x\":[", null)]
    public async Task One_that_cannot_go_on_keeps_no_other_from_it(string was, string becomes, RecordingEnd? end)
    {
        var (folder, store) = (new TempFolder(), new MemoryStore());
        string broken;
        string sound;
        await using (var before = new RecordingLab(folder: folder.Path, store: store))
        {
            var listener = await before.Endpoints.UdpListenerAsync();
            broken = (await before.RecordAsync(listener, options => options with { Filter = "dir == in" })).Id;
            sound = (await before.RecordAsync(listener)).Id;
        }

        var path = Path.Combine(folder.Path, broken, "recording.json");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(was, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(was, becomes, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await using (var after = new RecordingLab(folder: folder.Path, store: store))
        {
            await after.Endpoints.Supervisor.LoadAsync(CancellationToken.None);
            await after.Library.LoadAsync(CancellationToken.None);
            Assert.Equal(RecordingState.Recording, after.Library.Get(sound).Progress.State);
            Assert.Equal(end, after.Library.Find(broken)?.Progress.End);
            Assert.True(File.Exists(Path.Combine(folder.Path, broken, "000001.pcapng")));
        }

        folder.Dispose();
    }

    private static void Flood(EntryJournal journal, CancellationToken enough)
    {
        var payload = new byte[60_000];
        while (!enough.IsCancellationRequested)
        {
            Add(journal, payload);
        }
    }

    private static void Add(EntryJournal journal, byte[] payload)
    {
        using var batch = journal.BeginBatch();
        var peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 9));
        batch.AddDatagram(EntryDirection.In, TimeProvider.System.GetUtcNow().UtcTicks, peer, payload.Length, payload);
    }
}
