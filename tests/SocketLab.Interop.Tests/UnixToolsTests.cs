using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Interop.Tests;

/// <summary>Unix domain sockets, to and from the tools that people have.</summary>
public sealed class UnixToolsTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lab").FullName;
    private readonly EndpointLab _lab;

    public UnixToolsTests() => _lab = new EndpointLab(destinations: new([], []) { UnixSockets = new UnixFolders(_folder, []) });

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("socat", "-", "UNIX-CONNECT:{0}")]
    [InlineData("nc", "-U", "{0}")]
    public async Task A_listener_and_a_tool_that_connects_talk(string name, params string[] arguments)
    {
        var listener = await StartAsync(EndpointKind.TcpListener, "unix:lab.sock");
        await using var tool = Tool.Start(name, Fill(arguments, "lab.sock"));
        await tool.WriteAsync("question\n");
        await listener.Journal.FirstAsync(entry => entry.Payload.Span.SequenceEqual("question\n"u8));
        await listener.SendAsync("answer\n"u8.ToArray(), null, CancellationToken.None);
        await tool.SaysAsync("answer");
    }

    [Theory]
    [InlineData("socat", "-", "UNIX-LISTEN:{0}")]
    [InlineData("nc", "-l", "-U", "{0}")]
    public async Task A_client_and_a_tool_that_listens_talk(string name, params string[] arguments)
    {
        await using var tool = Tool.Start(name, Fill(arguments, "tool.sock"));
        await Eventually.HoldsAsync(() => File.Exists(PathOf("tool.sock")));
        var client = await _lab.Supervisor.CreateAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new() { Host = "unix:tool.sock" },
                Tcp = new() { Reconnect = true },
            },
            start: true,
            CancellationToken.None
        );
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => client.State == EndpointState.Running);
        await client.SendAsync("question\n"u8.ToArray(), null, CancellationToken.None);
        await tool.SaysAsync("question");
        await tool.WriteAsync("answer\n");
        await client.Journal.FirstAsync(entry => entry.Payload.Span.SequenceEqual("answer\n"u8));
    }

    [Theory]
    [InlineData("socat", "unix:", "-u", "-", "UNIX-SENDTO:{0}")]
    [InlineData("socat", "unix:tool.sock", "-u", "-", "UNIX-SENDTO:{0},bind={1}")]
    [InlineData("nc", null, "-w", "1", "-uU", "{0}")]
    public async Task A_listener_receives_datagrams_of_a_tool(string name, string? peer, params string[] arguments)
    {
        var listener = await StartAsync(EndpointKind.UdpListener, "unix:lab.sock");
        await Tool.RunAsync(name, "hello", Fill(arguments, "lab.sock"));
        var received = await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal("hello"u8.ToArray(), received.Payload.ToArray());
        Assert.StartsWith("unix:", received.Peer.Address, StringComparison.Ordinal);
        Assert.Equal(peer ?? received.Peer.Address, received.Peer.Address);
    }

    [Theory]
    [InlineData("socat", "-u", "UNIX-RECV:{0}", "-")]
    [InlineData("nc", "-l", "-uU", "{0}")]
    public async Task A_tool_receives_datagrams_of_a_sender(string name, params string[] arguments)
    {
        await using var tool = Tool.Start(name, Fill(arguments, "tool.sock"));
        await Eventually.HoldsAsync(() => File.Exists(PathOf("tool.sock")));
        var sender = await StartAsync(EndpointKind.UdpSender, "unix:sender.sock", "unix:tool.sock");
        await sender.SendAsync("hello\n"u8.ToArray(), null, CancellationToken.None);
        await tool.SaysAsync("hello");
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string[] Fill(string[] arguments, string name) =>
        [
            .. arguments.Select(argument =>
                string.Format(System.Globalization.CultureInfo.InvariantCulture, argument, PathOf(name), PathOf("tool.sock"))
            ),
        ];

    private Task<Endpoint> StartAsync(EndpointKind kind, string? local, string? remote = null) =>
        _lab.StartAsync(
            new()
            {
                Kind = kind,
                Local = local is null ? null : new() { Address = local },
                Remote = remote is null ? null : new() { Host = remote },
            }
        );
}
