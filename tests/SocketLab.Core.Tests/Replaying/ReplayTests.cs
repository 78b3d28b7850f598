using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Replaying;
using SocketLab.Core.Tests.Recordings;

namespace SocketLab.Core.Tests.Replaying;

public sealed class ReplayTests : IAsyncDisposable
{
    private readonly RecordingLab _lab = new();

    private Replayer Replayer => field ??= new(_lab.Endpoints.Supervisor, _lab.Library);

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Datagrams_of_a_recording_go_again_in_order_with_their_bytes_and_their_gaps()
    {
        var seen = await _lab.Endpoints.UdpListenerAsync();
        var recording = await _lab.RecordAsync(seen);
        await RecordingLab.SendAsync(seen, 1, 100);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        await RecordingLab.SendAsync(seen, 101, 100);
        await _lab.Library.StopAsync(recording.Id);

        var target = await _lab.Endpoints.UdpListenerAsync();
        var job = await StartAsync(
            target,
            new()
            {
                RecordingId = recording.Id,
                To = EndpointLab.Remote(target.Status.Bound),
                IsUdp = true,
            }
        );
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, 200, 0), (job.State, job.Progress.Sent, job.Progress.Failed));
        await Eventually.HoldsAsync(target.Journal.Changed, () => target.Journal.Ledger.ReceivedMessages == 200);
        var (before, after) = (seen.Journal.Messages(EntryDirection.In), target.Journal.Messages(EntryDirection.In));
        Assert.Equal(before.Select(entry => entry.Payload.ToArray()), after.Select(entry => entry.Payload.ToArray()));
        Assert.True(after[100].Time - after[99].Time > TimeSpan.FromMilliseconds(150));
        Assert.Equal("Replay to " + target.Status.Bound, _lab.Endpoints.Supervisor.Get(job.EndpointId).Definition.Name);
    }

    [Fact]
    public async Task Entries_that_a_filter_takes_go_flat_out_and_again_from_the_same_endpoint()
    {
        var seen = await _lab.Endpoints.UdpListenerAsync();
        await RecordingLab.SendAsync(seen, 1, 50);
        await RecordingLab.SendAsync(seen, 51, 50, length: 12);
        var target = await _lab.Endpoints.UdpListenerAsync();
        var options = new ReplayOptions
        {
            EndpointId = seen.Id,
            Filter = "len == 12",
            To = EndpointLab.Remote(target.Status.Bound),
            IsUdp = true,
            Speed = 0,
            Rounds = 3,
        };
        var first = await StartAsync(target, options);
        await Eventually.Ends(first.Completion);
        await Eventually.HoldsAsync(target.Journal.Changed, () => target.Journal.Ledger.ReceivedMessages == 150);
        var expected = Enumerable.Repeat(Enumerable.Range(51, 50), 3).SelectMany(round => round);
        Assert.Equal(expected, target.Journal.Messages(EntryDirection.In).Select(entry => BitConverter.ToInt32(entry.Payload.Span)));

        var second = await StartAsync(
            target,
            options with
            {
                Sequences = new HashSet<long> { 52, 54 },
                Filter = null,
                Rounds = 1,
            }
        );
        await Eventually.Ends(second.Completion);
        Assert.Equal((first.EndpointId, 2), (second.EndpointId, second.Progress.Sent));
    }

    [Fact]
    public async Task One_direction_of_a_stream_goes_again_byte_for_byte()
    {
        var seen = await _lab.Endpoints.TcpListenerAsync();
        using var peer = await Sockets.ConnectAsync(seen.Status.Bound);
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i}\n")));
        await peer.SendAllAsync(bytes);
        await Eventually.HoldsAsync(seen.Journal.Changed, () => seen.Journal.Ledger.ReceivedBytes == bytes.Length);

        using var server = Sockets.Listen();
        var to = EndpointLab.Remote(server.LocalEndPoint);
        var job = await Replayer.StartAsync(
            new()
            {
                EndpointId = seen.Id,
                To = to,
                Direction = EntryDirection.In,
                Speed = 0,
            },
            TestContext.Current.CancellationToken
        );
        using var accepted = await Eventually.Ends(server.AcceptAsync());
        Assert.Equal(bytes, await accepted.ReadAsync(bytes.Length));
        await Eventually.Ends(job.Completion);
        Assert.Equal(JobState.Completed, job.State);
    }

    [Fact]
    public async Task Streams_of_several_connections_do_not_mix()
    {
        var seen = await _lab.Endpoints.TcpListenerAsync();
        using var a = await Sockets.ConnectAsync(seen.Status.Bound);
        using var b = await Sockets.ConnectAsync(seen.Status.Bound);
        await a.SendAllAsync("a"u8.ToArray());
        await b.SendAllAsync("b"u8.ToArray());
        await Eventually.HoldsAsync(seen.Journal.Changed, () => seen.Journal.Ledger.ReceivedBytes == 2);
        using var server = Sockets.Listen();
        var options = new ReplayOptions { EndpointId = seen.Id, To = EndpointLab.Remote(server.LocalEndPoint) };
        await RefusedAsync(options, "$.source");

        var one = seen.Connections.List().First(connection => connection.Peer.ToString() == b.LocalEndPoint!.ToString());
        var job = await Replayer.StartAsync(options with { Connection = one.Id }, TestContext.Current.CancellationToken);
        using var accepted = await Eventually.Ends(server.AcceptAsync());
        Assert.Equal("b"u8.ToArray(), await accepted.ReadAsync(1));
        await Eventually.Ends(job.Completion);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_refused_and_nothing_stays()
    {
        var seen = await _lab.Endpoints.UdpListenerAsync();
        await RecordingLab.SendAsync(seen, 1, 1);
        using var dead = Sockets.DeadTcpPort();
        var options = new ReplayOptions { EndpointId = seen.Id, To = EndpointLab.Remote(dead.LocalEndPoint) };
        var error = await Assert.ThrowsAsync<NetworkException>(() => Replayer.StartAsync(options, CancellationToken.None));
        Assert.Equal(FaultCode.ConnectionRefused, error.Fault.Code);
        Assert.Single(_lab.Endpoints.Supervisor.List());
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_refused_by_its_path()
    {
        var seen = await _lab.Endpoints.UdpListenerAsync();
        var options = new ReplayOptions
        {
            EndpointId = seen.Id,
            To = EndpointLab.Remote(seen.Status.Bound),
            IsUdp = true,
        };
        await RefusedAsync(options, "$.source");
        await RefusedAsync(options with { RecordingId = "both" }, "$.source");
        await RefusedAsync(options with { Speed = -1 }, "$.speed");
        await RefusedAsync(options with { Rounds = -1 }, "$.loop");
        await RefusedAsync(options with { Rounds = 0, Speed = 0 }, "$.loop");
        await RefusedAsync(options with { Filter = "len >" }, "$.source.filter");
    }

    private async Task RefusedAsync(ReplayOptions options, string path)
    {
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() => Replayer.StartAsync(options, CancellationToken.None));
        Assert.Equal(path, Assert.Single(error.Errors).Path);
    }

    private Task<Core.Jobs.SendJob> StartAsync(Endpoint target, ReplayOptions options)
    {
        Assert.Equal(EndpointState.Running, target.State);
        return Replayer.StartAsync(options, TestContext.Current.CancellationToken);
    }
}
