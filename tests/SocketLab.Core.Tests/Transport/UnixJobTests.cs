using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport;

/// <summary>Jobs whose datagrams go to Unix sockets, where a sender that is not connected has no poll to wait for room.</summary>
public sealed class UnixJobTests : UnixSocketTests
{
    [Fact]
    public async Task A_job_waits_for_room_and_loses_nothing()
    {
        const int count = 5_000;
        var server = await StartAsync(EndpointKind.UdpListener, "unix:server.sock");
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:server.sock");
        var job = await client.StartJobAsync(new FixedPayload(new byte[100]), new() { Count = count }, null, CancellationToken.None);
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, count, 0), (job.State, job.Progress.Sent, job.Progress.Failed));
        Assert.Equal("unix:server.sock", job.To!.ToString());
        await Eventually.HoldsAsync(server.Journal.Changed, () => server.Journal.Ledger.ReceivedMessages == count);
    }

    [Fact]
    public async Task A_job_to_a_peer_that_does_not_read_can_be_cancelled()
    {
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(PathOf("deaf.sock")));
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:deaf.sock");
        var job = await client.StartJobAsync(new FixedPayload(new byte[100]), new() { Count = 1_000_000 }, null, CancellationToken.None);
        await Eventually.HoldsAsync(client.Journal.Changed, () => client.Journal.Ledger.SentMessages > 0);
        await Eventually.Ends(job.CancelAsync());
        Assert.Equal((JobState.Cancelled, 0), (job.State, job.Progress.Failed));
    }

    [Fact]
    public async Task A_paced_job_to_a_peer_that_does_not_read_ends_in_time()
    {
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(PathOf("deaf.sock")));
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:deaf.sock");
        var job = await client.StartJobAsync(
            new FixedPayload(new byte[100]),
            new() { PerSecond = 100_000, DurationSeconds = 0.1 },
            null,
            CancellationToken.None
        );
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, 0), (job.State, job.Progress.Failed));
    }
}
