using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocketLab.Web.Tests.Fuzz;

/// <summary>Sends requests byte for byte on one connection as long as the server keeps it, and reads what is answered.</summary>
internal sealed class RawClient(Uri server) : IDisposable
{
    private readonly byte[] _buffer = new byte[256 << 10];
    private Socket? _socket;
    private int _length;

    /// <summary>The answer to a request; null when there is none, and the connection ended instead, or nothing came in time.</summary>
    /// <param name="request">The request, as it is sent.</param>
    /// <param name="patience">How long to wait.</param>
    public async Task<RawAnswer?> AskAsync(byte[] request, TimeSpan patience)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(patience);
        try
        {
            if (_socket is null)
            {
                _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await _socket.ConnectAsync(IPAddress.Loopback, server.Port, timeout.Token);
            }

            await _socket.SendAsync(request, timeout.Token);
            _length = 0;
            return await ReadAsync(timeout.Token);
        }
        catch (Exception error) when (error is SocketException or EndOfStreamException)
        {
            Hangup();
            return null;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Hangup();
            return null;
        }
    }

    /// <summary>Ends the connection; the next request has a new one.</summary>
    public void Hangup()
    {
        _socket?.Dispose();
        _socket = null;
    }

    public void Dispose() => Hangup();

    private async Task<RawAnswer> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            int end;
            while ((end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
            {
                await MoreAsync(cancellation);
            }

            var head = Encoding.Latin1.GetString(_buffer, 0, end);
            var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
            _buffer.AsSpan(end + 4, _length - end - 4).CopyTo(_buffer);
            _length -= end + 4;
            if (status is >= 102 or 101)
            {
                var body = await BodyAsync(status, head, cancellation);
                if (status == 101 || head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
                {
                    Hangup();
                }

                return new RawAnswer(status, head, body);
            }
        }
    }

    private async Task<byte[]> BodyAsync(int status, string head, CancellationToken cancellation)
    {
        if (status is 101 or 204 or 304)
        {
            return [];
        }

        if (Header(head, "Content-Length") is { } told)
        {
            return await TakeAsync(int.Parse(told, CultureInfo.InvariantCulture), cancellation);
        }

        if (Header(head, "Transfer-Encoding") is null)
        {
            throw new EndOfStreamException();
        }

        var body = new List<byte>();
        while (true)
        {
            var size = int.Parse(await LineAsync(cancellation), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(await TakeAsync(size, cancellation));
            await LineAsync(cancellation);
            if (size == 0)
            {
                return [.. body];
            }
        }
    }

    private static string? Header(string head, string name)
    {
        var line = Array.Find(head.Split("\r\n"), line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return line is null ? null : line[(name.Length + 1)..].Trim();
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf("\r\n"u8)) < 0)
        {
            await MoreAsync(cancellation);
        }

        var line = Encoding.Latin1.GetString(await TakeAsync(end + 2, cancellation));
        return line[..end];
    }

    private async Task<byte[]> TakeAsync(int count, CancellationToken cancellation)
    {
        var (taken, at) = (new byte[count], 0);
        while (at < count)
        {
            if (_length == 0)
            {
                await MoreAsync(cancellation);
            }

            var now = Math.Min(_length, count - at);
            _buffer.AsSpan(0, now).CopyTo(taken.AsSpan(at));
            _buffer.AsSpan(now, _length - now).CopyTo(_buffer);
            (_length, at) = (_length - now, at + now);
        }

        return taken;
    }

    private async Task MoreAsync(CancellationToken cancellation)
    {
        var read = await _socket!.ReceiveAsync(_buffer.AsMemory(_length), cancellation);
        _length += read > 0 ? read : throw new EndOfStreamException();
    }
}

/// <summary>What the server answered.</summary>
internal sealed record RawAnswer(int Status, string Head, byte[] Body);
