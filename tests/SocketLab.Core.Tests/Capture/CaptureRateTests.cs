using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Endpoints;

namespace SocketLab.Core.Tests.Capture;

/// <summary>A capture file is read in a moment; its messages came when they came.</summary>
public sealed class CaptureRateTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly EndpointLab _lab;

    public CaptureRateTests() => _lab = new EndpointLab(_clock);

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Opening_a_file_is_no_traffic()
    {
        var packets = Enumerable.Repeat(Packets.Udp(Packets.Client, Packets.Server, "hello"u8), 500);
        await using var file = new MemoryStream(CaptureBytes.Raw(packets));
        var capture = await _lab.Supervisor.OpenCaptureAsync("lab", file, CancellationToken.None);
        for (var i = 0; i < 8; i++)
        {
            _clock.Advance(EndpointSupervisor.SampleInterval);
        }

        Assert.Equal(500, capture.Statistics.Ledger.ReceivedMessages);
        Assert.Equal(default, capture.Statistics.Traffic);
        Assert.All(capture.History.Last(TimeSpan.FromMinutes(1), _clock.GetUtcNow().UtcDateTime).Totals, totals =>
            Assert.Equal(default, totals)
        );
    }
}
