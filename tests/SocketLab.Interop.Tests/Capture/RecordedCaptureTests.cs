using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Recordings;

namespace SocketLab.Interop.Tests.Capture;

/// <summary>Recordings as Wireshark reads them.</summary>
public sealed class RecordedCaptureTests : IDisposable
{
    private readonly Tshark _tshark = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _tshark.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_stream_goes_on_from_file_to_file_byte_for_byte_and_nothing_looks_strange()
    {
        await using var lab = new EndpointLab();
        await using var library = new RecordingLibrary(
            _folder.Path,
            lab.Supervisor,
            new() { RecordingFreeBytes = 0 },
            TimeProvider.System,
            NullLogger<RecordingLibrary>.Instance
        );
        var listener = await lab.TcpListenerAsync();
        var options = new RecordingOptions { EndpointIds = [listener.Id], FileBytes = RecordingOptions.MinFileBytes };
        var recording = await library.StartAsync(options, CancellationToken.None);

        var (asked, answered) = (Bytes(2_500_000, 1), Bytes(700_000, 2));
        using (var peer = await Sockets.ConnectAsync(listener.Status.Bound))
        {
            await peer.SendAllAsync(asked);
            await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == asked.Length);
            var sending = listener.SendAsync(answered, null, CancellationToken.None);
            Assert.Equal(answered, await peer.ReadAsync(answered.Length));
            await sending;
        }

        await Eventually.HoldsAsync(() => listener.Statistics.ConnectionsOpen == 0);
        await library.StopAsync(recording.Id);
        Assert.True(recording.Progress.Files.Count > 2);
        await using (var file = File.Create(_tshark.File))
        {
            await using var files = recording.OpenFiles();
            await files.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        await _tshark.AssertFaultlessAsync();
        var (fromOpener, toOpener) = await _tshark.FollowAsync(0);
        Assert.Equal(asked, fromOpener);
        Assert.Equal(answered, toOpener);
        Assert.Single(await _tshark.FieldsAsync("tcp.flags.syn == 1 && tcp.flags.ack == 0", "tcp.stream"));
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
