using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Decoding;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Decoding;

public sealed class DecodedRowsTests : IAsyncLifetime
{
    private const string Query = "12340100000100000000000003777777076578616d706c6503636f6d0000010001";

    private readonly TempFolder _folder = new();
    private readonly EndpointLab _lab = new();
    private Dissector _dissector = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _dissector = new(new() { Folder = _folder.Path }, TimeProvider.System);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _dissector.DisposeAsync();
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Rows_are_asked_for_again_when_the_endpoint_is_decoded_as_another_protocol()
    {
        var listener = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp();
        await peer.SendToAsync(Convert.FromHexString(Query), listener.Bound!, Cancelled);
        var entry = await listener.Journal.FirstAsync(one => one.Direction == EntryDirection.In);
        var name = new EntryRef(listener.Journal.Id, entry.Sequence);
        FeedRow[] rows = [new(name, FeedRowKind.In, "", "", "", "")];
        var decoded = new DecodedRows(_dissector, _lab.Supervisor, TimeProvider.System);
        await DecodeAsAsync("dns");
        Assert.Equal("DNS", decoded.Find(name)!.Protocol);
        Assert.False(decoded.Lacks(rows));
        await DecodeAsAsync("data");
        Assert.NotEqual("DNS", decoded.Find(name)?.Protocol);

        async Task DecodeAsAsync(string protocol)
        {
            await _lab.Supervisor.UpdateAsync(listener.Id, definition => definition with { DecodeAs = protocol }, Cancelled);
            Assert.True(decoded.Lacks(rows));
            await decoded.AskAsync(rows, Cancelled);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public async Task Rows_without_an_answer_are_asked_for_again_some_times_and_later_each_time(int failures)
    {
        var listener = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp();
        await peer.SendToAsync(Convert.FromHexString(Query), listener.Bound!, Cancelled);
        var entry = await listener.Journal.FirstAsync(one => one.Direction == EntryDirection.In);
        await _lab.Supervisor.UpdateAsync(listener.Id, definition => definition with { DecodeAs = "dns" }, Cancelled);
        var name = new EntryRef(listener.Journal.Id, entry.Sequence);
        FeedRow[] rows = [new(name, FeedRowKind.In, "", "", "", "")];
        var program = Path.Combine(_folder.Path, "sharkd");
        File.CreateSymbolicLink(program, "/bin/false");
        await using var failing = new Dissector(new() { Folder = _folder.Path, Program = program }, TimeProvider.System);
        var time = new FakeTimeProvider();
        var decoded = new DecodedRows(failing, _lab.Supervisor, time);
        for (var failed = 1; failed <= Math.Min(failures, 3); failed++)
        {
            await decoded.AskAsync(rows, Cancelled);
            Assert.Null(decoded.Find(name));
            Assert.False(decoded.Lacks(rows));
            var rest = DecodedRows.RetryTime * Math.Pow(2, failed - 1);
            Assert.Equal(rest, decoded.RetryIn(rows));
            time.Advance(rest);
            Assert.True(decoded.Lacks(rows));
        }

        if (failures < int.MaxValue)
        {
            // It works again.
            File.Delete(program);
            File.CreateSymbolicLink(program, ((string[])["/usr/bin/sharkd", "/usr/local/bin/sharkd"]).First(File.Exists));
        }

        await decoded.AskAsync(rows, Cancelled);
        Assert.Equal(failures < int.MaxValue ? "DNS" : null, decoded.Find(name)?.Protocol);
        time.Advance(TimeSpan.FromHours(1));
        Assert.False(decoded.Lacks(rows));
        Assert.Null(decoded.RetryIn(rows));
    }
}
