using System.Net;
using System.Net.Sockets;

namespace SocketLab.Browser.Tests.Testing;

/// <summary>A line to the server that takes its time, each way, and can be cut: what a browser elsewhere has.</summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly List<TcpClient> _open = [];
    private readonly TimeSpan _delay;
    private readonly int _serverPort;
    private readonly Task _accepting;
    private volatile bool _down;
    private volatile bool _half;

    public SlowLine(Uri server, TimeSpan delay)
    {
        (_serverPort, _delay) = (server.Port, delay);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Cuts every connection and lets none through until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _down = true;
        lock (_open)
        {
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    public void Mend() => (_down, _half) = (false, false);

    /// <summary>Requests are answered again, as by a server that is just starting or ending, but no circuit comes about.</summary>
    public void MendHalf() => (_half, _down) = (true, false);

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        Cut();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var browser = await _listener.AcceptTcpClientAsync(_closed.Token);
            if (_down)
            {
                browser.Dispose();
                continue;
            }

            var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _closed.Token);
            lock (_open)
            {
                _open.AddRange([browser, server]);
            }

            _ = CarryAsync(browser, server);
            _ = CarryAsync(server, browser);
        }
    }

    private async Task CarryAsync(TcpClient from, TcpClient to)
    {
        try
        {
            var buffer = new byte[64 << 10];
            var (source, target) = (from.GetStream(), to.GetStream());
            int count;
            while ((count = await source.ReadAsync(buffer, _closed.Token)) > 0)
            {
                if (_half && buffer.AsSpan(0, count).StartsWith("GET /_blazor?"u8))
                {
                    break;
                }

                await Task.Delay(_delay, TimeProvider.System, _closed.Token);
                await target.WriteAsync(buffer.AsMemory(0, count), _closed.Token);
            }
        }
        catch (Exception error)
            when (error is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // Cut.
        }

        from.Dispose();
        to.Dispose();
    }
}
