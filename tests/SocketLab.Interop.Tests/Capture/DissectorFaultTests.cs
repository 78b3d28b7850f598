using System.Net;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;

namespace SocketLab.Interop.Tests.Capture;

/// <summary>Dissectors that are not there, or do not do what they should.</summary>
public sealed class DissectorFaultTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly EndpointLab _lab = new();

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("while read line; do sleep 60; done", DissectorFault.TimedOut)]
    [InlineData("read line; yes nonsense | tr -d '\\n'", DissectorFault.TooLong)]
    [InlineData("read line; echo nonsense", DissectorFault.Failed)]
    [InlineData("exit 1", DissectorFault.Failed)]
    public async Task What_answers_wrong_or_never_is_ended_and_said(string script, object fault)
    {
        var program = Path.Combine(_folder.Path, "sharkd");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await using var dissector = new Dissector(
            new()
            {
                Folder = Path.Combine(_folder.Path, "other"),
                Program = program,
                Timeout = TimeSpan.FromMilliseconds(200),
                AnswerBytes = 1 << 20,
            },
            TimeProvider.System
        );
        var (listener, sequence) = await ReceiveAsync();
        var error = await Assert.ThrowsAsync<DissectorException>(() =>
            dissector.DecodeAsync(_lab.Supervisor.ToCaptureSource(listener), sequence, null)
        );
        Assert.Equal(fault, error.Fault);
        Assert.Null(dissector.ProcessId);
    }

    [Fact]
    public async Task Without_Wireshark_the_answer_says_what_to_install()
    {
        await using var dissector = new Dissector(new() { Folder = _folder.Path, Program = "/nowhere/sharkd" }, TimeProvider.System);
        Assert.False(dissector.IsInstalled);
        var (listener, sequence) = await ReceiveAsync();
        var error = await Assert.ThrowsAsync<DissectorException>(() =>
            dissector.DecodeAsync(_lab.Supervisor.ToCaptureSource(listener), sequence, null)
        );
        Assert.Equal(DissectorFault.Missing, error.Fault);
        Assert.Contains("wireshark-common", error.Hint, StringComparison.Ordinal);
    }

    private async Task<(Endpoint Listener, long Sequence)> ReceiveAsync()
    {
        var listener = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp(IPAddress.Loopback);
        peer.SendTo(new byte[1], listener.Bound!);
        var entry = await listener.Journal.FirstAsync(one => one.Direction == EntryDirection.In);
        return (listener, entry.Sequence);
    }
}
