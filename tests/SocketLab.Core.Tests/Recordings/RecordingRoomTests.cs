using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Recordings;

namespace SocketLab.Core.Tests.Recordings;

/// <summary>What happens where there is no room, or none for a while.</summary>
public sealed class RecordingRoomTests
{
    [Fact]
    public async Task A_disk_that_is_full_for_a_while_holds_nobody_up_and_what_was_lost_is_counted()
    {
        using var disk = new SmallDisk(8192);
        await using var lab = new RecordingLab(folder: disk.Path);
        var listener = await lab.Endpoints.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Journal = new() { MaxBytes = DefinitionValidator.MinJournalBytes },
            }
        );
        var recording = await lab.RecordAsync(listener);
        await RecordingLab.SendAsync(listener, 1, 100);
        await Eventually.HoldsAsync(() => recording.Progress.Entries == 100);
        disk.Fill();
        await RecordingLab.SendAsync(listener, 101, 1000, length: 1000);
        disk.MakeRoom();
        var all = listener.Journal.Ledger.ReceivedMessages;
        await Eventually.HoldsAsync(() => recording.Progress is var now && now.Entries + now.Dropped == all);
        await lab.Library.StopAsync(recording.Id);

        var (entries, progress) = (await lab.ReadAsync(recording), recording.Progress);
        Assert.True(progress.Dropped > 0);
        Assert.Equal(progress.Entries, entries.Length);
        Assert.Equal(RecordingEnd.Asked, progress.End);
        var opened = lab.Endpoints.Supervisor.List()[^1];
        Assert.Equal(progress.Dropped, DroppedIn(lab, recording));
        Assert.True(opened.Journal.Ledger.Kept > 0);
    }

    [Fact]
    public async Task The_quota_of_all_recordings_ends_one_and_its_endpoints_say_so()
    {
        await using var lab = new RecordingLab(new() { RecordingBytes = 1 << 20, RecordingFreeBytes = 0 });
        var listener = await lab.Endpoints.UdpListenerAsync();
        var recording = await lab.RecordAsync(listener);
        await RecordingLab.SendAsync(listener, 1, 600, length: 4000);
        await Eventually.HoldsAsync(() => recording.Progress.State == RecordingState.Stopped);
        Assert.Equal(RecordingEnd.QuotaReached, recording.Progress.End);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Events(EventType.RecordingStopped).Count > 0);
        var what = Assert.Single(listener.Journal.Events(EventType.RecordingStopped)).Event!;
        Assert.Contains("RecordingBytes", what.Message, StringComparison.Ordinal);
        Assert.Equal(new RecordingStoppedData(recording.Id), what.Data);

        var again = await Assert.ThrowsAsync<LimitReachedException>(() => lab.RecordAsync(listener));
        Assert.Equal("RecordingBytes", again.Limit);
    }

    [Fact]
    public async Task None_begins_where_the_disk_is_to_stay_freer()
    {
        await using var lab = new RecordingLab(new() { RecordingFreeBytes = 1L << 50 });
        var listener = await lab.Endpoints.UdpListenerAsync();
        var error = await Assert.ThrowsAsync<LimitReachedException>(() => lab.RecordAsync(listener));
        Assert.Equal("RecordingFreeBytes", error.Limit);
        Assert.Empty(lab.Library.List());
        Assert.Empty(Directory.GetFileSystemEntries(lab.Folder));
    }

    [Fact]
    public async Task One_whose_folder_is_taken_away_stops_and_says_so()
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        var recording = await lab.RecordAsync(listener, options => options with { FileBytes = RecordingOptions.MinFileBytes });
        Directory.Delete(Path.Combine(lab.Folder, recording.Id), recursive: true);
        await RecordingLab.SendAsync(listener, 1, 600, length: 4000);
        await Eventually.HoldsAsync(() => recording.Progress.State == RecordingState.Stopped);
        Assert.Equal(RecordingEnd.DiskFailed, recording.Progress.End);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Events(EventType.RecordingStopped).Count > 0);
    }

    /// <summary>What the file itself says is missing, packet by packet (epb_dropcount).</summary>
    private static long DroppedIn(RecordingLab lab, Recording recording)
    {
        var total = 0L;
        foreach (var path in Directory.GetFiles(Path.Combine(lab.Folder, recording.Id), "*.pcapng"))
        {
            var bytes = File.ReadAllBytes(path);
            for (var at = 0; at < bytes.Length; at += BitConverter.ToInt32(bytes, at + 4))
            {
                total += BitConverter.ToUInt32(bytes, at) == 6 ? DropCount(bytes.AsSpan(at, BitConverter.ToInt32(bytes, at + 4))) : 0;
            }
        }

        return total;
    }

    private static long DropCount(ReadOnlySpan<byte> block)
    {
        var at = 28 + ((BitConverter.ToInt32(block[20..]) + 3) & ~3);
        while (at + 4 <= block.Length - 4 && BitConverter.ToUInt16(block[at..]) is not 0 and var code)
        {
            if (code == 4)
            {
                return BitConverter.ToInt64(block[(at + 4)..]);
            }

            at += 4 + ((BitConverter.ToUInt16(block[(at + 2)..]) + 3) & ~3);
        }

        return 0;
    }
}
