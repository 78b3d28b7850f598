using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

public sealed class TrafficViewTests
{
    private static readonly EndpointStatistics Busy = new()
    {
        Ledger = default(JournalLedger),
        ConnectionsOpen = 3,
        PeakConnectionsOpen = 1200,
        ReceiveQueueBytes = 1,
        PeakReceiveQueueBytes = 500,
        Traffic = new(new(18_204, 1_200_000, .25, 3), new(17_950.4, 1_100_000, 9.94, 30), new(21_030, 1_300_000, 12.4, 300)),
    };

    [Fact]
    public void Rates_stand_both_ways_with_their_bytes()
    {
        var rows = TrafficView.Of(EndpointKind.UdpSender, Busy, null).Rows;
        Assert.Equal(["Received", "Sent"], rows.Select(row => row.Name));
        Assert.Equal(
            (new("18,204/s", "1.2 MB/s"), new("17,950/s", "1.1 MB/s"), new("21,030/s", "1.3 MB/s")),
            (rows[0].Now, rows[0].TenSeconds, rows[0].Peak)
        );
        Assert.Equal(
            (new("0.3/s", "3 B/s"), new("9.9/s", "30 B/s"), new("12/s", "300 B/s")),
            (rows[1].Now, rows[1].TenSeconds, rows[1].Peak)
        );
    }

    [Fact]
    public void A_TCP_listener_shows_its_connections()
    {
        var row = TrafficView.Of(EndpointKind.TcpListener, Busy with { ReceiveQueueBytes = null, PeakReceiveQueueBytes = null }, null).Rows[
            ^1
        ];
        Assert.Equal(("Connections", "3", "–", "1,200"), (row.Name, row.Now.Figure, row.TenSeconds.Figure, row.Peak.Figure));
    }

    [Theory]
    [InlineData(0, 0, "0 %", "0 %")]
    [InlineData(1, 500, "1 %", "25 %")]
    [InlineData(1001, 2000, "51 %", "100 %")]
    [InlineData(0, 2900, "0 %", "100 %")]
    public void The_receive_buffer_is_full_at_twice_what_was_granted(int now, int peak, string nowText, string peakText)
    {
        var row = TrafficView.Of(EndpointKind.UdpListener, Busy with { ReceiveQueueBytes = now, PeakReceiveQueueBytes = peak }, 1000).Rows[
            ^1
        ];
        Assert.Equal(("Buffer full", nowText, peakText), (row.Name, row.Now.Figure, row.Peak.Figure));
    }

    [Fact]
    public void A_stopped_endpoint_has_no_buffer() =>
        Assert.DoesNotContain(TrafficView.Of(EndpointKind.UdpListener, Busy with { ReceiveQueueBytes = null }, null).Rows, row =>
            row.Name == "Buffer full"
        );
}
