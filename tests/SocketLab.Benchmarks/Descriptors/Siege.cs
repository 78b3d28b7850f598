using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SocketLab.Benchmarks.Peers;
using SocketLab.Core.Definitions;

namespace SocketLab.Benchmarks.Descriptors;

/// <summary>A SocketLab process with few open files, and everything that an attack holds open against it.</summary>
/// <param name="lab">The process.</param>
/// <param name="openFiles">How many it may have open.</param>
internal sealed class Siege(LabProcess lab, int openFiles) : IAsyncDisposable
{
    /// <summary>This process has to live, too: more connections than that at once it does not open.</summary>
    private const int Most = 19_000;

    private readonly List<IDisposable> _open = [];
    private readonly List<IAsyncDisposable> _further = [];

    public LabProcess Lab => lab;

    /// <summary>As many connections as a listener may ask for.</summary>
    public int MaxConnections { get; } = new DescriptorShares(openFiles).Peers;

    /// <summary>As many connections as it may have open files, and some more.</summary>
    public int Reach => Math.Min(openFiles + 76, Most);

    public List<LabEndpoint> Endpoints { get; } = [];

    public async Task<LabEndpoint> StartAsync(object definition)
    {
        var endpoint = await LabEndpoint.StartAsync(lab, definition);
        Endpoints.Add(endpoint);
        return endpoint;
    }

    /// <summary>Opens connections to a port and writes to each.</summary>
    /// <param name="port">The port.</param>
    /// <param name="count">How many.</param>
    /// <param name="text">What is written to a connection, by its number; null for nothing.</param>
    /// <returns>Those that were let in, or seemed to be.</returns>
    public async Task<List<Socket>> ConnectAsync(int port, int count, Func<int, byte[]?> text)
    {
        var sockets = new List<Socket>();
        for (var i = 0; i < count; i++)
        {
            var socket = Hold(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            try
            {
                // Two sources, as a port cannot be used twice at once from one.
                socket.Bind(new IPEndPoint(IPAddress.Parse(i % 2 == 0 ? "127.0.0.1" : "127.0.0.2"), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
                if (text(i) is { } bytes)
                {
                    await socket.SendAsync(bytes);
                }

                sockets.Add(socket);
            }
            catch (SocketException)
            {
                // Turned away.
            }
        }

        return sockets;
    }

    public T Hold<T>(T what)
        where T : IDisposable
    {
        _open.Add(what);
        return what;
    }

    public T HoldAsync<T>(T what)
        where T : IAsyncDisposable
    {
        _further.Add(what);
        return what;
    }

    /// <summary>The highest number among its descriptors, and how many there are.</summary>
    public (int Highest, int Count) Descriptors()
    {
        var numbers = Directory
            .GetFiles($"/proc/{lab.Id}/fd")
            .Select(file => int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture))
            .ToList();
        return (numbers.Max(), numbers.Count);
    }

    /// <summary>Gives up: closes all that it holds.</summary>
    public async Task ReleaseAsync()
    {
        foreach (var one in _open)
        {
            one.Dispose();
        }

        foreach (var one in _further)
        {
            await one.DisposeAsync();
        }

        _open.Clear();
        _further.Clear();
    }

    public async ValueTask DisposeAsync() => await ReleaseAsync();
}
