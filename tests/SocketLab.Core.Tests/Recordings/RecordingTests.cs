using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Recordings;

namespace SocketLab.Core.Tests.Recordings;

public sealed class RecordingTests
{
    private static int NumberOf(Entry entry) => BitConverter.ToInt32(entry.Payload.Span);

    [Fact]
    public async Task What_comes_while_it_records_is_in_the_file_in_order_and_nothing_else()
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        await RecordingLab.SendAsync(listener, 1, 10);
        var recording = await lab.RecordAsync(listener);
        await RecordingLab.SendAsync(listener, 11, 500);
        await lab.Library.StopAsync(recording.Id);
        await RecordingLab.SendAsync(listener, 511, 10);

        var (entries, progress) = (await lab.ReadAsync(recording), recording.Progress);
        Assert.Equal(Enumerable.Range(11, 500), entries.Select(NumberOf));
        Assert.Equal((500, 0L, 1), (progress.Entries, progress.Dropped, progress.Files.Count));
        Assert.Equal((RecordingState.Stopped, RecordingEnd.Asked, null), (progress.State, progress.End, progress.Message));
        Assert.Equal((entries[0].Time, entries[^1].Time), (progress.First, progress.Last));
        Assert.Equal(500, recording.Rate.Counts.Sum());
        Assert.Equal(
            progress.Bytes,
            new DirectoryInfo(lab.Folder).EnumerateFiles("*.pcapng", SearchOption.AllDirectories).Sum(f => f.Length)
        );
    }

    [Fact]
    public async Task What_the_journal_keeps_comes_first_where_that_is_asked_for()
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        await RecordingLab.SendAsync(listener, 1, 10);
        var recording = await lab.RecordAsync(listener, options => options with { IncludeKept = true, Filter = "len == 8 and dir == in" });
        await RecordingLab.SendAsync(listener, 11, 10);
        await RecordingLab.SendAsync(listener, 21, 10, length: 9);
        await lab.Library.StopAsync(recording.Id);
        Assert.Equal(Enumerable.Range(1, 20), (await lab.ReadAsync(recording)).Select(NumberOf));
    }

    [Fact]
    public async Task The_newest_files_are_kept_and_what_made_room_is_counted()
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        var recording = await lab.RecordAsync(listener, o => o with { FileBytes = RecordingOptions.MinFileBytes, Files = 2 });
        await RecordingLab.SendAsync(listener, 1, 1000, length: 4000);
        await lab.Library.StopAsync(recording.Id);

        var (entries, progress) = (await lab.ReadAsync(recording), recording.Progress);
        Assert.Equal(2, progress.Files.Count);
        Assert.All(progress.Files, file => Assert.InRange(file.Bytes, 1, RecordingOptions.MinFileBytes + (16 << 10)));
        Assert.Equal(1000, progress.Entries + progress.Overwritten);
        Assert.Equal(Enumerable.Range((int)progress.Overwritten + 1, (int)progress.Entries), entries.Select(NumberOf));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(lab.Folder, recording.Id), "*.pcapng").Length);
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_with_what_it_had()
    {
        var (folder, store) = (new TempFolder(), new MemoryStore());
        string id;
        await using (var before = new RecordingLab(folder: folder.Path, store: store))
        {
            var listener = await before.Endpoints.UdpListenerAsync();
            id = (await before.RecordAsync(listener)).Id;
            await RecordingLab.SendAsync(listener, 1, 100);
        }

        await using (var after = new RecordingLab(folder: folder.Path, store: store))
        {
            await after.Endpoints.Supervisor.LoadAsync(CancellationToken.None);
            await after.Library.LoadAsync(CancellationToken.None);
            await after.Endpoints.Supervisor.StartWantedAsync(CancellationToken.None);
            var recording = after.Library.Get(id);
            Assert.Equal(RecordingState.Recording, recording.Progress.State);
            var listener = after.Endpoints.Supervisor.List()[0];
            Assert.Same(recording, Assert.Single(after.Library.Of(listener.Id)));
            await RecordingLab.SendAsync(listener, 1, 50);
            await after.Library.StopAsync(id);
            Assert.Equal([.. Enumerable.Range(1, 100), .. Enumerable.Range(1, 50)], (await after.ReadAsync(recording)).Select(NumberOf));
            Assert.Equal((150, 2, 150), (recording.Progress.Entries, recording.Progress.Files.Count, recording.Rate.Counts.Sum()));
        }

        folder.Dispose();
    }

    [Fact]
    public async Task A_file_that_a_killed_process_left_is_read_up_to_its_last_whole_block()
    {
        var (folder, store) = (new TempFolder(), new MemoryStore());
        string id;
        await using (var before = new RecordingLab(folder: folder.Path, store: store))
        {
            var listener = await before.Endpoints.UdpListenerAsync();
            var recording = await before.RecordAsync(listener);
            await RecordingLab.SendAsync(listener, 1, 100);
            await Eventually.HoldsAsync(() => recording.Progress.Entries == 100);
            id = recording.Id;

            // As it lies there while the process runs, cut in the middle of a packet.
            var (there, left) = (Path.Combine(folder.Path, id), Path.Combine(folder.Path, "left"));
            Directory.CreateDirectory(left);
            var bytes = await File.ReadAllBytesAsync(Path.Combine(there, "000001.pcapng"), TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(left, "000001.pcapng"), bytes[..^5], TestContext.Current.CancellationToken);
            File.Copy(Path.Combine(there, "recording.json"), Path.Combine(left, "recording.json"));
        }

        Directory.Delete(Path.Combine(folder.Path, id), recursive: true);
        Directory.Move(Path.Combine(folder.Path, "left"), Path.Combine(folder.Path, id));
        await using (var after = new RecordingLab(folder: folder.Path, store: new MemoryStore()))
        {
            await after.Library.LoadAsync(CancellationToken.None);
            var progress = after.Library.Get(id).Progress;
            Assert.Equal((99, RecordingEnd.EndpointsDeleted), (progress.Entries, progress.End));
            Assert.Equal(Enumerable.Range(1, 99), (await after.ReadAsync(after.Library.Get(id))).Select(NumberOf));
            Assert.Equal(99, after.Library.Get(id).Rate.Counts.Sum());
        }

        folder.Dispose();
    }

    [Fact]
    public async Task A_deleted_recording_is_gone_from_the_disk()
    {
        await using var lab = new RecordingLab();
        var recording = await lab.RecordAsync(await lab.Endpoints.UdpListenerAsync());
        await lab.Library.DeleteAsync(recording.Id, CancellationToken.None);
        Assert.Empty(lab.Library.List());
        Assert.Empty(Directory.GetFileSystemEntries(lab.Folder));
        await Assert.ThrowsAsync<RecordingNotFoundException>(() => lab.Library.StopAsync(recording.Id));
    }

    [Theory]
    [InlineData("$.endpointIds")]
    [InlineData("$.fileBytes")]
    [InlineData("$.files")]
    [InlineData("$.filter")]
    [InlineData("$.name")]
    public async Task What_cannot_be_recorded_is_refused_by_its_path(string path)
    {
        await using var lab = new RecordingLab();
        var listener = await lab.Endpoints.UdpListenerAsync();
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() => lab.RecordAsync(listener, options => path switch
                {
                    "$.endpointIds" => options with { EndpointIds = [] },
                    "$.fileBytes" => options with { FileBytes = 5 },
                    "$.files" => options with { Files = 0 },
                    "$.filter" => options with { Filter = "len ==" },
                    _ => options with { Name = "a\nb" },
                }));
        Assert.Equal(path, Assert.Single(error.Errors).Path);
        Assert.Empty(Directory.GetFileSystemEntries(lab.Folder));
    }
}
